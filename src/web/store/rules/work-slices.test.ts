import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createWorkSlices } from './work-slices.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('asks for a pause after 10 ms of work, and again after 10 ms more', async () => {
  const slices = createWorkSlices()
  await vi.advanceTimersByTimeAsync(9)
  expect(slices.isOver()).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(slices.isOver()).toBe(true)
  const pause = slices.pause()
  await vi.advanceTimersByTimeAsync(1)
  await pause
  expect(slices.isOver()).toBe(false)
})

it('goes on in another task, so that a call that has arrived is answered before', async () => {
  const onEnd = vi.fn()
  void createWorkSlices().pause().then(onEnd)
  for (let settled = 0; settled < 100; settled++) await Promise.resolve()
  expect(onEnd).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(onEnd).toHaveBeenCalled()
})
