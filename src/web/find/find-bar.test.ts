import { expect, it } from 'vitest'
import { toFindWords } from './find-bar.tsx'

const find = {
  status: 'done' as const,
  hits: [3, 5],
  hitSet: new Set([3, 5]),
  searched: 10,
  of: 10,
  at: -1,
  hitIndex: undefined,
  step: () => undefined,
  stop: () => undefined,
}

it.each([
  [{}, '2 hits'],
  [{ hits: [] }, 'no hit'],
  [{ hits: [1] }, '1 hit'],
  [{ at: 1 }, '2 of 2'],
  [{ status: 'searching' as const, searched: 4 }, '2 hits, 40 % searched …'],
  [{ status: 'stopped' as const, searched: 4, hits: [] }, 'no hit, 40 % searched, stopped'],
  [{ status: 'searching' as const, searched: 0, of: 0, hits: [] }, 'no hit, 0 % searched …'],
])('says how far the search is: %j → %s', (change, words) => {
  expect(toFindWords({ ...find, ...change })).toBe(words)
})
