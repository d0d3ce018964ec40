import fc from 'fast-check'
import { expect, it } from 'vitest'
import { listOutdated } from './list-outdated.ts'

const limits = { seals: 3, entries: 100 }
const summary = (seal: string, madeMs: number, count: number) => ({ seal, madeMs, count })

it('drops nothing below the limits', () => {
  const kept = [summary('a', 1, 30), summary('b', 2, 30)]
  expect(listOutdated(kept, summary('c', 3, 40), limits)).toEqual([])
})

it('drops the oldest one where there are too many', () => {
  const kept = [summary('b', 2, 1), summary('a', 1, 1), summary('c', 3, 1)]
  expect(listOutdated(kept, summary('d', 4, 1), limits)).toEqual(['a'])
})

it('drops the oldest ones where they have too many entries', () => {
  const kept = [summary('a', 1, 5), summary('b', 2, 50)]
  expect(listOutdated(kept, summary('c', 3, 60), limits).toSorted()).toEqual(['a', 'b'])
})

it('does not keep what is too large, and drops nothing for it', () => {
  const kept = [summary('a', 1, 5)]
  expect(listOutdated(kept, summary('c', 3, 101), limits)).toEqual(['c'])
})

it('never keeps more than the limits', () => {
  const kept = fc.array(fc.record({ madeMs: fc.nat(), count: fc.nat({ max: 120 }) }), {
    maxLength: 12,
  })
  fc.assert(
    fc.property(kept, fc.nat({ max: 120 }), (given, count) => {
      const all = given.map((each, at) => ({ ...each, seal: `${at}` }))
      const next = summary('next', 1e10, count)
      const outdated = listOutdated(all, next, limits)
      const left = [...all, next].filter(({ seal }) => !outdated.includes(seal))
      if (outdated.includes('next')) return
      expect(left.length).toBeLessThanOrEqual(limits.seals)
      expect(left.reduce((sum, each) => sum + each.count, 0)).toBeLessThanOrEqual(limits.entries)
    }),
  )
})
