/** Lets buffers be given back in tests as in browsers; Node learned it later. */
import { afterAll, beforeAll } from 'vitest'

/** In all tests of the file, what is looked at after it was given back is empty. */
export function giveBuffersBack(): void {
  const { transfer } = ArrayBuffer.prototype
  beforeAll(() => {
    ArrayBuffer.prototype.transfer ??= function giveBack(this: ArrayBuffer) {
      return structuredClone(this, { transfer: [this] })
    }
  })
  afterAll(() => {
    ArrayBuffer.prototype.transfer = transfer
  })
}
