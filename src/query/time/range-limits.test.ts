import { expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { listRangeLimits } from './range-limits.ts'

const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')
const now = Date.parse('2026-11-21T12:00:00Z')
const find = (since: string, dataset = v2) =>
  listRangeLimits(dataset, Date.parse(since), now).map(({ before }) => before)

it('a range within what a log holds has no limit', () => {
  expect(find('2026-03-10')).toEqual([])
  expect(find('2025-06-01', v1)).toEqual([])
})

it('a log begins, and forgets; the limit that decides comes last', () => {
  expect(find('2026-03-09')).toEqual(['2026-03-10T00:00:00.000Z'])
  expect(find('2025-01-01')).toEqual(['2025-05-22T12:00:00.000Z', '2026-03-10T00:00:00.000Z'])
  expect(find('2025-01-01', v1)).toEqual(['2025-05-22T12:00:00.000Z'])
  expect(listRangeLimits(v2, undefined, now)).toEqual([])
})
