import { describe, expect, it, vi } from 'vitest'
import { guardClosableWorker, guardWorker } from './start-worker.ts'

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

describe('guardClosableWorker', () => {
  const createWorker = () => Object.assign(new EventTarget(), { terminate: vi.fn() })

  it('rejects those who wait and those who ask later, when the worker is closed', async () => {
    const worker = createWorker()
    const { orFail, close } = guardClosableWorker(worker as unknown as Worker)
    expect(await orFail(Promise.resolve(1))).toBe(1)
    const waiting = orFail(new Promise(() => undefined))
    close()
    expect(worker.terminate).toHaveBeenCalledOnce()
    await expect(waiting).rejects.toThrow('A worker failed: it was closed.')
    await expect(orFail(new Promise(() => undefined))).rejects.toThrow('it was closed')
  })

  it('still names the failure of a worker that failed before it was closed', async () => {
    const worker = createWorker()
    const { orFail, close } = guardClosableWorker(worker as unknown as Worker)
    worker.dispatchEvent(Object.assign(new Event('error'), { message: 'no memory' }))
    close()
    await expect(orFail(Promise.resolve(1))).rejects.toThrow('no memory')
  })
})
