import { expect, it } from 'vitest'
import { listWiderRanges } from './wider-ranges.ts'

it.each([
  ['2026-11-20T00:00:00Z', ['7d', '30d']],
  ['2026-11-14T00:00:00Z', ['30d', '90d']],
  ['2026-10-01T00:00:00Z', ['90d']],
  ['2026-01-01T00:00:00Z', []],
])('offers the next longer ranges after one since %s', (since, ranges) => {
  expect(listWiderRanges({ since, before: '2026-11-21T00:00:00Z' })).toEqual(ranges)
})
