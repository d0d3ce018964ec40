import { expect, it } from 'vitest'
import { datasets, getDataset } from '../../../catalog/index.ts'
import { isPathOf, listRoutineFields } from './list-routine-fields.ts'

it.each([
  ['account-audit-logs-v2', ['Time', 'Ray ID', 'Entry id']],
  ['account-audit-logs-v1', ['Time', 'Entry id']],
  ['access-authentication-logs', ['Time', 'Ray ID']],
])('the routine fields of %s are its time, id and ray', (id, labels) => {
  const found = listRoutineFields(getDataset(id)).map(({ label }) => label)
  expect(found.toSorted()).toEqual(labels.toSorted())
})

it('a path of another spelling is one of them, and no other field is', () => {
  const fields = listRoutineFields(getDataset('account-audit-logs-v2'))
  expect(isPathOf(fields, 'raw.cf_rayid')).toBe(true)
  expect(isPathOf(fields, 'resource.id')).toBe(false)
  for (const dataset of datasets) expect(listRoutineFields(dataset).length).toBeLessThan(4)
})
