/** Lists the other logs that can be asked the same question in full. */
import { datasets, getDataset } from '../../catalog/index.ts'
import type { LogQuery } from '../log-query.ts'
import { findOtherLog, type OtherLog } from './find-coverage-gaps.ts'

/**
 * The logs that have a counterpart for every filter of a query, in the order of the catalog; empty for a query that
 * includes nothing by value, because any log would answer it.
 */
export function listAnsweringLogs(query: LogQuery): readonly OtherLog[] {
  const includes = [...query.filters, ...query.localFilters].some(({ mode }) => mode === 'include')
  if (!includes) return []
  const dataset = getDataset(query.dataset)
  return datasets
    .filter(({ id }) => id !== dataset.id)
    .flatMap(({ id }) => findOtherLog(query, dataset, id))
    .filter(({ leftBehind }) => leftBehind.length === 0)
}
