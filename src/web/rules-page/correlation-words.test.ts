import { expect, it } from 'vitest'
import { readRulePack } from '../../detection/pack/rule-pack.ts'
import { toCorrelationWords } from './correlation-words.ts'

const correlations = readRulePack().filter((rule) => rule.kind === 'correlation')

it('says what is counted, in which time, and for which groups', () => {
  const burst = correlations.find(({ title }) => title === 'Many failed sign-ins of one identity')
  const apps = correlations.find(
    ({ title }) => title === 'Access refused one person at several applications',
  )
  expect(burst && toCorrelationWords(burst)).toBe(
    'At least 5 entries of these rules within 1 hour, all with the same actor.',
  )
  expect(apps && toCorrelationWords(apps)).toBe(
    'At least 3 different values of app_uid in entries of these rules within 1 hour, all with the same user_email.',
  )
})

it('words every type that the pack has', () => {
  for (const rule of correlations) expect(toCorrelationWords(rule)).toMatch(/^[A-Z].*\.$/)
})
