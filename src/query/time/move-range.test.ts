import { describe, expect, it } from 'vitest'
import { shiftRange, zoomOutRange } from './move-range.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const day = { since: '2026-11-20T00:00:00.000Z', before: '2026-11-21T00:00:00.000Z' }

describe('the range of a search', () => {
  it('shifts by its length, and not into the future', () => {
    expect(shiftRange(day, -1, nowMs)).toEqual({
      kind: 'absolute',
      since: '2026-11-19T00:00:00.000Z',
      before: day.since,
    })
    const next = shiftRange(day, 1, nowMs)
    expect(next).toMatchObject({ since: day.before, before: '2026-11-22T00:00:00.000Z' })
    expect(shiftRange({ since: day.before, before: '2026-11-22' }, 1, nowMs)).toBeUndefined()
  })

  it('zooms out to twice its length around its middle, up to now', () => {
    expect(zoomOutRange(day, nowMs)).toEqual({
      kind: 'absolute',
      since: '2026-11-19T12:00:00.000Z',
      before: '2026-11-21T12:00:00.000Z',
    })
    const untilNow = { since: '2026-11-20T12:00:00.000Z', before: '2026-11-21T12:00:00.000Z' }
    expect(zoomOutRange(untilNow, nowMs)).toMatchObject({
      since: '2026-11-19T12:00:00.000Z',
      before: untilNow.before,
    })
  })

  it('stays in the years that an instant can have', () => {
    const first = { since: '0001-01-01T00:00:00Z', before: '0400-01-01T00:00:00Z' }
    expect(shiftRange(first, -1, nowMs)).toBeUndefined()
    expect(zoomOutRange(first, nowMs)).toBeUndefined()
  })
})
