import { expect, it } from 'vitest'
import { findWiderRange } from './zoom-out.ts'

const span = { fromMs: Date.parse('2026-11-01'), toMs: Date.parse('2026-11-21') }
const range = (since: string, before: string) => ({
  since: `2026-11-${since}.000Z`,
  before: `2026-11-${before}.000Z`,
})

it('doubles a range around its middle', () => {
  expect(findWiderRange(range('10T00:00:00', '12T00:00:00'), span)).toEqual(
    range('09T00:00:00', '13T00:00:00'),
  )
})

it('grows at the other end where the log ends', () => {
  expect(findWiderRange(range('19T00:00:00', '21T00:00:00'), span)).toEqual(
    range('17T00:00:00', '21T00:00:00'),
  )
  expect(findWiderRange(range('02T00:00:00', '06T00:00:00'), span)).toEqual(
    range('01T00:00:00', '09T00:00:00'),
  )
})

it('ends with all that the log holds', () => {
  const all = range('01T00:00:00', '21T00:00:00')
  expect(findWiderRange(range('03T00:00:00', '20T00:00:00'), span)).toEqual(all)
  expect(findWiderRange(all, span)).toBeUndefined()
  const more = { since: '2026-10-01T00:00:00Z', before: '2026-12-01T00:00:00Z' }
  expect(findWiderRange(more, span)).toBeUndefined()
})
