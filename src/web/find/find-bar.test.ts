import { expect, it } from 'vitest'
import { toFindWords } from './find-bar.tsx'

const find = {
  status: 'done' as const,
  hits: [3, 5],
  hitSet: new Set([3, 5]),
  searched: 10,
  of: 10,
  at: -1,
}

it.each([
  [{}, '2 hits'],
  [{ hits: [] }, 'no hit among 10 loaded entries'],
  [{ hits: [1] }, '1 hit'],
  [{ at: 1 }, '2 of 2'],
  [{ status: 'searching' as const, searched: 4 }, '2 hits, 40 % searched …'],
  [
    { status: 'behind' as const, searched: 1_000, of: 250_000, hits: [] },
    'no hit, 1,000 of 250,000 searched …',
  ],
  [{ status: 'behind' as const, searched: 4, at: 0 }, '1 of 2, 4 of 10 searched …'],
  [{ status: 'stopped' as const, searched: 4, hits: [] }, 'no hit, 40 % searched, stopped'],
  [{ status: 'searching' as const, searched: 0, of: 0, hits: [] }, 'no hit, 0 % searched …'],
])('says how far the search is: %j → %s', (change, words) => {
  expect(toFindWords({ ...find, ...change })).toBe(words)
})

it('says that filters hide entries that were not searched', () => {
  expect(toFindWords({ ...find, hits: [] }, true)).toBe('no hit among 10 shown entries')
  expect(toFindWords(find, true)).toBe('2 hits')
})
