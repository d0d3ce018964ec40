import { expect, it } from 'vitest'
import { isPathId } from './path-ids.ts'

const hex = 'a'.repeat(32)

it.each([
  ['account_id', hex, true],
  ['account_id', `${hex}0`, false],
  ['account_id', hex.toUpperCase(), false],
  ['entry_id', hex, true],
  ['entry_id', '5f0c1c1e-0000-4000-8000-000000000002', true],
  ['entry_id', `${hex}/5f0c1c1e-0000-4000-8000-000000000002`, false],
  ['entry_id', `x5f0c1c1e-0000-4000-8000-000000000002`, false],
  ['issue_id', 'A_b-9', true],
  ['issue_id', '', false],
  ['issue_id', '..', false],
  ['issue_id', 'a'.repeat(65), false],
  ['issue_id', 'a\n', false],
] as const)('%s may be %j: %j', (variable, text, isOne) => {
  expect(isPathId(variable, text)).toBe(isOne)
})
