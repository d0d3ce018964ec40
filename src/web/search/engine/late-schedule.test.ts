import { describe, expect, it } from 'vitest'
import {
  advanceSchedule,
  extendSchedule,
  type LateSchedule,
  planLateReadings,
  skipReading,
} from './late-schedule.ts'

const minuteMs = 60_000
const endMs = Date.parse('2026-11-21T12:00:00Z')
const at = (minutes: number) => endMs + minutes * minuteMs
const range = { sinceMs: at(-600), beforeMs: endMs }

function plan(nowMin = 0, given = range): LateSchedule {
  const schedule = planLateReadings(given, at(nowMin))
  if (!schedule) throw new Error('no schedule')
  return schedule
}

describe('a schedule', () => {
  it('has readings 8, 20 and 60 minutes after the end, of the last hour', () => {
    const first = plan()
    expect(first).toMatchObject({ fromMs: at(-60), endMs, dueMs: at(8) })
    const second = advanceSchedule(first, at(8))
    expect(second).toMatchObject({ readMs: at(8), dueMs: at(20) })
    const third = advanceSchedule(second, at(20.5))
    expect(third.dueMs).toBe(at(60))
    expect(advanceSchedule(third, at(60)).dueMs).toBeUndefined()
  })

  it.each([
    [15, 20],
    [59, 60],
  ])('of a search %d minutes after the end begins with the reading after %d', (nowMin, dueMin) => {
    expect(plan(nowMin).dueMs).toBe(at(dueMin))
  })

  it('is absent for a range that ended an hour before', () => {
    expect(planLateReadings(range, at(60))).toBeUndefined()
  })

  it('counts from the search when the range ends after it', () => {
    expect(plan(0, { ...range, beforeMs: at(600) })).toMatchObject({ endMs, dueMs: at(8) })
  })

  it('reads no more than the range has', () => {
    expect(plan(0, { ...range, sinceMs: at(-5) }).fromMs).toBe(at(-5))
  })

  it.each([
    ['two overdue readings are one', 30, 60],
    ['one that comes soon after is left out', 19, 60],
    ['the last one is put off', 57, 63],
    ['a clock that was set back repeats none', -100, 20],
  ])('%s', (_, readMin, dueMin) => {
    expect(advanceSchedule(plan(), at(readMin)).dueMs).toBe(at(dueMin))
  })

  it('claims nothing new after a reading that failed', () => {
    expect(skipReading(plan(), at(8))).toMatchObject({ readMs: endMs, dueMs: at(20) })
  })

  it('does not put a reading off when following moves the end, and reads what it would have read', () => {
    const moved = extendSchedule(plan(), at(5))
    expect(moved).toMatchObject({ endMs: at(5), fromMs: at(-60), dueMs: at(8) })
    expect(advanceSchedule(moved, at(8))).toMatchObject({ fromMs: at(-55), dueMs: at(25) })
    const over = { ...plan(), dueMs: undefined }
    expect(extendSchedule(over, at(90))).toMatchObject({ fromMs: at(30), dueMs: at(98) })
  })
})
