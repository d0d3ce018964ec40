import { expect, it } from 'vitest'
import type { LateSchedule } from '../engine/late-schedule.ts'
import { toIncompleteWords, toLateFacts, toLateReadingWords, toLateWords } from './late-words.ts'

const endMs = Date.parse('2026-11-21T16:27:00Z')
const late: LateSchedule = {
  sinceMs: 0,
  fromMs: endMs - 3_600_000,
  endMs,
  readMs: endMs,
  dueMs: endMs + 480_000,
}
const none = { lateReadings: [], arrivedLate: 0 }
const reading = {
  since: '2026-11-21T15:27:00.000Z',
  before: '2026-11-21T16:27:00.000Z',
  dueAt: '2026-11-21T16:35:00.000Z',
  at: '2026-11-21T16:35:02.000Z',
  added: 1,
}
const failed = { ...reading, added: 0, failure: 'No permission to read this log' }

it('says as of when the list holds, and when it is read again', () => {
  const mayStillChangeSince = '2026-11-21T15:27:00.000Z'
  expect(toLateWords({ late, mayStillChangeSince }, none)).toBe(
    ' This is what the log had at 2026-11-21T16:27:00.000Z. Entries after 2026-11-21T15:27:00.000Z may still appear: a log may show an entry after newer ones. That time is an estimate; Cloudflare promises no limit. While this page is open, the last hour is read again at 2026-11-21T16:35:00.000Z.',
  )
})

it('says what arrived late, and which reading is missing', () => {
  const done = { ...late, readMs: endMs + 3_600_000, dueMs: undefined }
  const ledger = { lateReadings: [failed, reading], arrivedLate: 1 }
  expect(toLateWords({ late: done }, ledger)).toBe(
    ' This is what the log had at 2026-11-21T17:27:00.000Z. 1 entry arrived late and is in the list. The reading that was due at 2026-11-21T16:35:00.000Z is missing: No permission to read this log.',
  )
  expect(toLateFacts({ late: done }, ledger)).toEqual({
    arrivedLate: 1,
    asReadAt: '2026-11-21T17:27:00.000Z',
    nextReadingAt: null,
    missingReadings: [{ dueAt: reading.dueAt, reason: failed.failure }],
  })
})

it('says nothing of a range that ended long before the search', () => {
  expect(toLateWords({ late: undefined }, none)).toBe('')
  expect(toLateFacts({ late: undefined }, none)).toBeUndefined()
})

it('writes a line for each reading', () => {
  expect(toLateReadingWords(reading)).toBe(
    '2026-11-21T15:27:00.000Z to 2026-11-21T16:27:00.000Z, due 2026-11-21T16:35:00.000Z, begun 2026-11-21T16:35:02.000Z: 1 entry arrived late',
  )
  expect(toLateReadingWords(failed)).toMatch(
    /: missing, because it failed: No permission to read this log$/,
  )
})

it('counts the minutes that may lack entries, and never too few', () => {
  expect(toIncompleteWords('2026-11-21T16:20:00.000Z', late)).toBe('Last 7 min may be incomplete')
  expect(toIncompleteWords('2026-11-21T16:19:30.000Z', late)).toMatch(/^Last 8 min/)
  expect(toIncompleteWords('2026-11-21T16:26:59.000Z', late)).toMatch(/^Last 1 min/)
})
