import { expect, it, vi } from 'vitest'
import { ApiFailure } from '../../api/api-failure.ts'
import type { Baseline } from '../../store/baseline-values.ts'
import { createBaselineMemory } from './baseline-memory.ts'

const dayMs = 86_400_000
const key = { logs: 'v2', sinceMs: 100 * dayMs }
const baseline = { read: 3, verdict: 'complete' } as unknown as Baseline

it('reports progress, and remembers the baseline for lists that begin a little later', async () => {
  const memory = createBaselineMemory()
  const listener = vi.fn()
  memory.subscribe(listener)
  expect(memory.find(key)).toEqual({ status: 'none' })
  await memory.start(key, async (_, onProgress) => {
    onProgress({ read: 2, share: 0.5 })
    expect(memory.find(key)).toMatchObject({ status: 'reading', read: 2, share: 0.5 })
    return baseline
  })
  expect(listener).toHaveBeenCalled()
  const at = (sinceMs: number, logs = 'v2') => memory.find({ logs, sinceMs }).status
  expect(memory.find(key)).toEqual({ status: 'read', baseline })
  expect(at(key.sinceMs + dayMs)).toBe('read')
  // A list that begins earlier has entries of the baseline itself.
  expect([at(key.sinceMs - 1), at(key.sinceMs + dayMs + 1), at(key.sinceMs, 'v1')]).toEqual(
    Array(3).fill('none'),
  )
})

it('says that it is being stopped, and uses what was read', async () => {
  const memory = createBaselineMemory()
  const started = memory.start(
    key,
    (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(baseline))),
  )
  memory.stop(key)
  expect(memory.find(key)).toMatchObject({ status: 'reading', isStopping: true })
  await started
  expect(memory.find(key)).toEqual({ status: 'read', baseline })
})

it('forgets a comparison that was stopped before the first entry, and names a failure', async () => {
  const memory = createBaselineMemory()
  await memory.start(key, async () => undefined)
  expect(memory.find(key)).toEqual({ status: 'none' })
  await memory.start(key, async () => {
    throw new ApiFailure({ kind: 'unreachable' })
  })
  expect(memory.find(key)).toMatchObject({ status: 'failed', failure: { kind: 'unreachable' } })
})
