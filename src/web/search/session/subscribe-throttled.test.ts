import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { subscribeThrottled } from './subscribe-throttled.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A source of changes, and how often the listener was called. */
function listen(isUrgent?: () => boolean) {
  const listeners = new Set<() => void>()
  const called = vi.fn()
  const end = subscribeThrottled(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    called,
    isUrgent,
  )
  const change = () => {
    for (const listener of listeners) listener()
  }
  return { called, change, end, listeners }
}

describe('a calm listener', () => {
  test('hears of a single change at once, also later', () => {
    const { called, change } = listen()
    change()
    expect(called).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(60)
    expect(called).toHaveBeenCalledTimes(1)
    change()
    expect(called).toHaveBeenCalledTimes(2)
  })

  test('hears once of many in a row, and always of the last', () => {
    const { called, change } = listen()
    for (let times = 0; times < 20; times++) change()
    expect(called).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(50)
    expect(called).toHaveBeenCalledTimes(2)
    for (let ms = 0; ms < 1_000; ms += 5) {
      change()
      vi.advanceTimersByTime(5)
    }
    expect(called.mock.calls.length).toBeLessThan(25)
    const before = called.mock.calls.length
    change()
    vi.advanceTimersByTime(50)
    expect(called.mock.calls.length).toBeGreaterThan(before)
  })

  test('hears at once of what is urgent', () => {
    let isUrgent = true
    const { called, change } = listen(() => isUrgent)
    change()
    change()
    expect(called).toHaveBeenCalledTimes(2)
    isUrgent = false
    change()
    expect(called).toHaveBeenCalledTimes(2)
  })

  test('hears nothing after its end', () => {
    const { called, change, end, listeners } = listen()
    change()
    change()
    end()
    vi.advanceTimersByTime(100)
    expect(called).toHaveBeenCalledTimes(1)
    expect(listeners.size).toBe(0)
  })
})
