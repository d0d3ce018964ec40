/**
 * Converts a query and the position of a page to one request of the Cloudflare API. The caller resolves the time range
 * once, so that all pages of a search ask for the same range.
 */
import { findDataset, getDataset } from '../../catalog/index.ts'
import { findScopedPath } from '../address/path-meaning.ts'
import { getDirectionKey, toFilterPairs } from '../address/url-codec.ts'
import type { LogQuery } from '../log-query.ts'
import { formatQueryString, type Pair } from '../query-string.ts'
import { toRequestPairs } from '../request-pairs.ts'
import { splitQuery } from '../split-query.ts'
import type { ResolvedTimeRange } from '../time/time-range.ts'

/** The position of a page: its size in entries, and a cursor or a page number (from 1), depending on the dataset. */
export type PageAddress = { size: number; cursor?: string | undefined; pageNumber?: number }

/** A request: the path below `/client/v4`, and decoded parameters in order. */
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
  const addressPairs: Pair[] = [
    ['since', timeRange.since],
    ['before', timeRange.before],
    [getDirectionKey(dataset), query.direction],
    ...toFilterPairs(query.filters),
    [pagination.sizeParameter, String(page.size)],
  ]
  const pairs = [...toRequestPairs(dataset, addressPairs)]
  if (pagination.style === 'page')
    pairs.push([pagination.pageParameter, String(page.pageNumber ?? 1)])
  else if (pagination.style === 'cursor' && page.cursor !== undefined)
    pairs.push([pagination.cursorParameter, page.cursor])
  return { path, pairs }
}

/** The requests for the first page, of the largest size; several when the query has to be split into requests. */
export function toFirstRequests(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
): readonly ApiRequest[] {
  const { maxSize } = getDataset(query.dataset).pagination
  return splitQuery(query).map((each) => toApiRequest(each, timeRange, { size: maxSize }))
}

/** Formats a request as path and query string below `/client/v4`. */
export function formatApiRequest({ path, pairs }: ApiRequest): string {
  return pairs.length > 0 ? `${path}?${formatQueryString(pairs)}` : path
}
