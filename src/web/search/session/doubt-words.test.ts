import { expect, it } from 'vitest'
import type { DoubtReason } from '../../store/entry-store.ts'
import { toDoubtWords } from './doubt-words.ts'

const parameter = 'zone_name'

it.each<[DoubtReason, string]>([
  [{ kind: 'time' }, 'Some loaded entries have no time that Gumshoe can read.'],
  [
    { kind: 'value', parameter, value: 'A.io', sought: 'a.io' },
    '“a.io” may also match “A.io” in “zone_name”: the rule is not documented.',
  ],
  [
    { kind: 'value', parameter, value: 'é'.repeat(50), sought: 'é' },
    `“é” may also match “${'é'.repeat(40)}…” in “zone_name”: the rule is not documented.`,
  ],
  [
    { kind: 'structure', parameter },
    'A loaded entry has more than a plain value in the field of “zone_name”.',
  ],
  [
    { kind: 'too-many-values', parameter },
    '“zone_name” has too many different values to search them in memory.',
  ],
])('words %j', (doubt, words) => {
  expect(toDoubtWords(doubt)).toBe(words)
})

it.each<[DoubtReason, string]>([
  [
    { kind: 'time' },
    'Some loaded entries of Account audit log v1 have no time that Gumshoe can read.',
  ],
  [
    { kind: 'value', parameter, value: 'A.io', sought: 'a.io' },
    '“a.io” may also match “A.io” in “zone_name” of Account audit log v1: the rule is not documented.',
  ],
])('names the log of a timeline in %j', (doubt, words) => {
  expect(toDoubtWords(doubt, 'Account audit log v1')).toBe(words)
})
