import { expect, it } from 'vitest'
import type { Direction } from '../../../query/log-query.ts'
import { createRowList } from '../columns/row-list.ts'
import { insertByTime } from './insert-by-time.ts'

/** A list whose row numbers are times, after rows were joined to it; 9x is a row without a time. */
function join(
  listed: number[],
  added: number[],
  direction: Direction = 'desc',
  sourceAt = (_row: number) => 0,
): number[] {
  const list = createRowList(Uint32Array.from(listed))
  const timeAt = (row: number) => (row >= 90 && row < 100 ? Number.NaN : Math.floor(row / 10))
  insertByTime(list, Uint32Array.from(added), { timeAt, sourceAt, direction })
  return [...list.slice()]
}

it.each([
  ['newer ones come first', [500, 400], [700, 600], [700, 600, 500, 400]],
  ['late ones stand among the others', [500, 400, 200], [600, 300], [600, 500, 400, 300, 200]],
  ['as old as a listed one comes before it', [500, 400], [401], [500, 401, 400]],
  ['older than all comes last', [500, 400], [100], [500, 400, 100]],
  ['the order that they came in says nothing', [500, 300], [400, 600], [600, 500, 400, 300]],
  ['without a time it follows the one before it', [500, 300], [400, 91], [500, 400, 91, 300]],
  ['without any time they come first, in their order', [500], [91, 92], [91, 92, 500]],
  ['a listed one without a time keeps its neighbor', [500, 91, 300], [400], [500, 91, 400, 300]],
  ['an empty list takes all', [], [200, 100], [200, 100]],
])('%s', (_, listed, added, joined) => {
  expect(join(listed, added)).toEqual(joined)
})

it.each([
  ['among older and newer ones', [200, 400, 500], [300], [200, 300, 400, 500]],
  ['as old as a listed one before it', [400, 500], [401], [401, 400, 500]],
  ['newer than all at the end', [400, 500], [700, 600], [400, 500, 600, 700]],
  ['without a time after the one before it', [300, 500], [400, 91], [300, 400, 91, 500]],
])('where the oldest come first, %s', (_, listed, added, joined) => {
  expect(join(listed, added, 'asc')).toEqual(joined)
})

it.each<[string, Direction, number[], number[], number[]]>([
  ['before its own source and later ones', 'desc', [500, 401, 402], [404], [500, 404, 401, 402]],
  ['after earlier sources', 'desc', [400, 401, 300], [402], [400, 401, 402, 300]],
  ['by source among other added ones', 'desc', [300], [402, 400, 401], [400, 401, 402, 300]],
  ['by source where the oldest come first', 'asc', [400, 402], [401, 500], [400, 401, 402, 500]],
])('at one instant a row of several sources is put %s', (_, direction, listed, added, joined) => {
  // The first two digits are the instant; the sources of 400 to 405 are 0, 1, 2, 0, 1, 2.
  const sourceAt = (row: number) => (row % 10) % 3
  expect(join(listed, added, direction, sourceAt)).toEqual(joined)
})

it.each([
  ['before', [411, 412, 420, 402], [401, 413, 424, 400]],
  ['after', [411, 412, 420, 402], [401, 413, 424, 400]],
] as const)('equal times are in the order of the sources, %s known ones', (ties, listed, added) => {
  const list = createRowList(Uint32Array.from([...listed].sort((a, b) => (a % 10) - (b % 10))))
  const order = { timeAt: () => 4, sourceAt: (row: number) => row % 10, direction: 'desc' } as const
  insertByTime(list, Uint32Array.from(added), { ...order, ties })
  expect([...list.slice()]).toEqual(
    ties === 'before'
      ? [400, 420, 401, 411, 412, 402, 413, 424]
      : [420, 400, 411, 401, 412, 402, 413, 424],
  )
})
