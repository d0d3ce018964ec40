/** Builds the request that loads one entry: by its id where the API filters by it, and by its time. */
import { getDataset } from '../../catalog/index.ts'
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import type { EntryReference } from '../address/url-codec.ts'
import { createQuery, type Filter, type Scope } from '../log-query.ts'
import { keepRequired } from '../required/required-filter.ts'
import { type ApiRequest, toApiRequest } from './api-request.ts'

/** The range of the request begins and ends at this distance from the time of the entry. */
const marginMs = 1_000

/**
 * The request for the second before and after the entry; `undefined` when its time is no instant. `queryFilters`: those
 * of the query, of which the ones that the log requires are kept.
 */
export function findEntryRequest(
  datasetId: string,
  scope: Scope,
  { id, time }: EntryReference,
  queryFilters: readonly Filter[],
): ApiRequest | undefined {
  const timeMs = findEpochMs(time)
  if (timeMs === undefined) return undefined
  const dataset = getDataset(datasetId)
  const parameter = dataset.parameters.find(
    ({ role, field, deprecatedFor }) =>
      role === 'filter' &&
      field !== undefined &&
      field === dataset.idPath &&
      deprecatedFor === undefined,
  )
  const filters =
    parameter && id !== ''
      ? [{ parameter: parameter.wireName, mode: 'include' as const, values: [id] }]
      : []
  const timeRange = {
    since: formatInstant(timeMs - marginMs),
    before: formatInstant(timeMs + marginMs),
  }
  const query = {
    ...createQuery(datasetId, scope),
    filters: [...keepRequired(dataset, queryFilters), ...filters],
  }
  return toApiRequest(query, timeRange, { size: dataset.pagination.maxSize })
}
