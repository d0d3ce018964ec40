import { describe, expect, it } from 'vitest'
import { guardWorker } from './start-worker.ts'

describe('guardWorker', () => {
  it('rejects those who wait and those who ask later, when the worker fails', async () => {
    const worker = new EventTarget()
    const orFail = guardWorker(worker as Worker)
    expect(await orFail(Promise.resolve(1))).toBe(1)
    const waiting = orFail(new Promise(() => undefined))
    worker.dispatchEvent(Object.assign(new Event('error'), { message: 'no memory' }))
    await expect(waiting).rejects.toThrow('A worker failed: no memory.')
    await expect(orFail(Promise.resolve(2))).rejects.toThrow('no memory')
  })
})
