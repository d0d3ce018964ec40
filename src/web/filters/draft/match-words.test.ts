import { expect, it } from 'vitest'
import { findParameter, getDataset } from '../../../catalog/index.ts'
import { toMatchWords } from './match-words.ts'

const part = ' For a part of it, type it in the search bar.'

it.each([
  ['timeline', 'credential_name', `Matches the whole value; upper and lower case matter.${part}`],
  [
    'account-audit-logs-v2',
    'actor_email',
    `Matches the whole value; upper and lower case matter.${part}`,
  ],
  ['timeline', 'address', 'Matches the whole address, or every address of a network.'],
  ['timeline', 'verb', undefined],
])('says how the values of %s, %s are compared', (dataset, wireName, words) => {
  const parameter = findParameter(getDataset(dataset), wireName)
  expect(parameter && toMatchWords(parameter)).toBe(words)
})

it('says where upper and lower case are alike', () => {
  const parameters = getDataset('account-audit-logs-v2').parameters
  const parameter = parameters.find(({ ignoresCase, kind }) => ignoresCase && kind === 'text')
  expect(parameter && toMatchWords(parameter)).toBe(
    `Matches the whole value; upper and lower case are alike.${part}`,
  )
})
