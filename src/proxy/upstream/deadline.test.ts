import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createAbortSource } from '../http/abort-source.ts'
import { createDeadline } from './deadline.ts'

const deadlines = { headersMs: 1_000, idleMs: 500, totalMs: 5_000 }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('passes when the headers do not come, when the next bytes do not, and when all takes too long', () => {
  const headers = createDeadline(deadlines, createAbortSource().signal)
  vi.advanceTimersByTime(999)
  expect(headers.reason()).toBeUndefined()
  vi.advanceTimersByTime(1)
  expect([headers.reason(), headers.signal.aborted]).toEqual(['deadline', true])

  const idle = createDeadline(deadlines, createAbortSource().signal)
  for (let turn = 0; turn < 3; turn++) {
    idle.await(500)
    vi.advanceTimersByTime(499)
  }
  expect(idle.reason()).toBeUndefined()
  vi.advanceTimersByTime(1)
  expect(idle.reason()).toBe('deadline')

  const whole = createDeadline(deadlines, createAbortSource().signal)
  whole.pause()
  vi.advanceTimersByTime(4_999)
  expect(whole.reason()).toBeUndefined()
  vi.advanceTimersByTime(1)
  expect(whole.reason()).toBe('deadline')
})

it('keeps its first reason', () => {
  const client = createAbortSource()
  const deadline = createDeadline(deadlines, client.signal)
  vi.advanceTimersByTime(1_000)
  client.abort()
  expect(deadline.reason()).toBe('deadline')
})

it('knows of a client who has gone already', () => {
  const client = createAbortSource()
  client.abort()
  const deadline = createDeadline(deadlines, client.signal)
  expect([deadline.reason(), deadline.signal.aborted]).toEqual(['client', true])
})

it('leaves no timer and hears no client once it has ended', () => {
  const client = createAbortSource()
  const deadline = createDeadline(deadlines, client.signal)
  deadline.await(500)
  deadline.end()
  expect(vi.getTimerCount()).toBe(0)
  client.abort()
  expect(deadline.signal.aborted).toBe(false)
})
