import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { findCopyReport, reportCopy, shownCopyMs } from './copy-report.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

it('names what was copied, and is gone after a moment', async () => {
  await reportCopy('JSON', Promise.resolve())
  expect(findCopyReport()?.words).toBe('Copied: JSON')
  vi.advanceTimersByTime(shownCopyMs)
  expect(findCopyReport()).toBeUndefined()
})

it('says so when the browser refuses', async () => {
  await reportCopy('JSON', Promise.reject(new Error('no focus')))
  expect(findCopyReport()?.words).toBe('The browser refused to copy')
})

it('shows each copy for the whole time, also the same one again', async () => {
  await reportCopy('JSON', Promise.resolve())
  const first = findCopyReport()
  vi.advanceTimersByTime(shownCopyMs - 1)
  await reportCopy('JSON', Promise.resolve())
  vi.advanceTimersByTime(shownCopyMs - 1)
  expect(findCopyReport()).toMatchObject({ words: 'Copied: JSON' })
  expect(findCopyReport()?.number).not.toBe(first?.number)
})
