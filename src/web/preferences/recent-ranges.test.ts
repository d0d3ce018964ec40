import { expect, it } from 'vitest'
import { readRecentRanges } from './recent-ranges.ts'

it('recent ranges are checked when they are read', () => {
  const range = { kind: 'absolute', since: '2026-11-20', before: '2026-11-21T08:00:00Z' }
  const open = { kind: 'absolute', since: '2026-11-20' }
  const stored = { ranges: [range, open, { since: 'soon' }, 7, null, { since: 1, before: 2 }] }
  expect(readRecentRanges(stored)).toEqual({ ranges: [range, open] })
  expect(readRecentRanges({ ranges: Array.from({ length: 9 }, () => range) }).ranges).toHaveLength(
    4,
  )
  for (const other of [undefined, null, 7, [], { ranges: 'x' }]) {
    expect(readRecentRanges(other)).toEqual({ ranges: [] })
  }
})
