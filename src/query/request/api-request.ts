/**
 * Query + place in the list → one request of the Cloudflare API. Pure: the caller has fixed the time
 * range before, so that all pages of one search ask for the same.
 */
import { findDataset, getDataset } from '../../catalog/index.ts'
import { directionKey, findScopedPath, toFilterPairs } from '../address/url-codec.ts'
import type { LogQuery } from '../log-query.ts'
import { formatQueryString, type Pair } from '../query-string.ts'
import { toRequestPairs } from '../request-pairs.ts'
import { splitQuery } from '../split-query.ts'
import type { ResolvedTimeRange } from '../time/time-range.ts'

/** Which page: its size, and a cursor or a page number (from 1) depending on the dataset. */
export type PageAddress = { size: number; cursor?: string | undefined; pageNumber?: number }

/** A request below `/client/v4`: the API's path, and its decoded parameters in order. */
export type ApiRequest = { path: string; pairs: readonly Pair[] }

/** The request for one page. Throws for a dataset or scope that does not exist. */
export function toApiRequest(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  page: PageAddress,
): ApiRequest {
  const dataset = findDataset(query.dataset)
  const path = dataset && findScopedPath(dataset, query.scope)
  if (!path) throw new Error(`No path for dataset ${query.dataset} in scope ${query.scope.kind}.`)
  const { pagination } = dataset
  const asked: Pair[] = [
    ['since', timeRange.since],
    ['before', timeRange.before],
    [directionKey(dataset), query.direction],
    ...toFilterPairs(query.filters),
    [pagination.sizeParameter, String(page.size)],
  ]
  const pairs = [...toRequestPairs(dataset, asked)]
  if (pagination.style === 'page')
    pairs.push([pagination.pageParameter, String(page.pageNumber ?? 1)])
  else if (pagination.style === 'cursor' && page.cursor !== undefined)
    pairs.push([pagination.cursorParameter, page.cursor])
  return { path, pairs }
}

/** The first, largest page of each request that a query takes; several where the API takes one value. */
export function toFirstRequests(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
): readonly ApiRequest[] {
  const { maxSize } = getDataset(query.dataset).pagination
  return splitQuery(query).map((each) => toApiRequest(each, timeRange, { size: maxSize }))
}

/** A request as path and query below `/client/v4`. */
export function formatApiRequest({ path, pairs }: ApiRequest): string {
  return pairs.length > 0 ? `${path}?${formatQueryString(pairs)}` : path
}
