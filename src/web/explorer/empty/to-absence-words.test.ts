import { expect, it } from 'vitest'
import type { Filter } from '../../../query/log-query.ts'
import { toAbsenceWords } from './to-absence-words.ts'

const address: Filter = { parameter: 'address', mode: 'include', values: ['203.0.113.250'] }
const empty = { kind: 'empty' } as const
const noAddress = { kind: 'cannot-contain', unrecorded: ['address'] } as const

it('says what was asked, in how many logs, and how many do not record it', () => {
  const outcomes = [...Array(10).fill(empty), ...Array(6).fill(noAddress)]
  expect(toAbsenceWords({ filters: [address] }, outcomes)).toBe(
    'No entry with address 203.0.113.250 in 10 logs; 6 logs record no address.',
  )
})

it('claims nothing of logs that were not read to their end', () => {
  const outcomes = [
    { kind: 'partial' },
    { kind: 'partial' },
    { kind: 'failed' },
    { kind: 'hidden' },
  ] as const
  expect(toAbsenceWords({ filters: [address] }, outcomes)).toBe(
    'No entry with address 203.0.113.250 so far; 2 logs were read in part; 1 log failed; 1 log is hidden.',
  )
})

it('counts the logs by what they lack', () => {
  const noActor = { kind: 'cannot-contain', unrecorded: ['actor', 'address'] } as const
  expect(toAbsenceWords({ filters: [address] }, [empty, noAddress, noActor])).toMatch(
    /in 1 log; 1 log records no address; 1 log records no actor or address\.$/,
  )
})

it.each<[readonly Filter[], string]>([
  [[], 'No entry in 1 log.'],
  [
    [{ ...address, values: ['a', 'b', 'c', 'd', 'e'] }],
    'No entry with address a, b, c or 2 more in 1 log.',
  ],
  [
    [
      { ...address, values: ['a', 'b'] },
      { parameter: 'actor', mode: 'include', values: ['ann'] },
      { parameter: 'verb', mode: 'exclude', values: ['view'] },
    ],
    'No entry with address a or b and actor ann, without verb view in 1 log.',
  ],
  [Array(5).fill(address), 'No entry that matches the 5 filters in 1 log.'],
])('spells out few filters', (filters, words) => {
  expect(toAbsenceWords({ filters }, [empty])).toBe(words)
})
