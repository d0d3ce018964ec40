import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { toKindsLabel } from './scope-label.ts'

it.each([
  ['account-audit-logs-v2', 'Account'],
  ['insight-audit-logs', 'Account or zone'],
  ['user-audit-logs-v1', 'User'],
])('names the scopes of %s as %s', (id, label) => {
  expect(toKindsLabel(getDataset(id))).toBe(label)
})
