/** Counts what the library of ZIPs unpacks, which no clock can tell: a machine may be slow or quick. */
import { configure } from '@zip.js/zip.js/lib/zip-core-custom.js'
import { onTestFinished } from 'vitest'

/** Counts the bytes that ZIPs are unpacked to, until the test ends. Returns a function that reads the count. */
export function countUnpacked(): () => number {
  let bytes = 0
  class CountingStream {
    readonly readable: ReadableStream<Uint8Array>
    readonly writable: WritableStream<BufferSource>
    constructor(format: CompressionFormat) {
      const { readable, writable } = new DecompressionStream(format)
      const count = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          bytes += chunk.length
          controller.enqueue(chunk)
        },
      })
      this.readable = readable.pipeThrough(count)
      this.writable = writable
    }
  }
  configure({ DecompressionStream: CountingStream })
  onTestFinished(() => configure({ DecompressionStream }))
  return () => bytes
}
