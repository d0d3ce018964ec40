/** Queries about one entry: the history of its resource, and the log of its insight. */
import { queryOptions } from '@tanstack/react-query'
import { type Dataset, historyVariables } from '../../catalog/define-dataset.ts'
import { readPath } from '../../catalog/fields.ts'
import { listHistoryEndpoints } from '../../catalog/history-endpoints.ts'
import { isPathId } from '../../catalog/path-ids.ts'
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import type { Scope } from '../../query/log-query.ts'
import type { ApiRequest } from '../../query/request/api-request.ts'
import { findEndpointPath } from '../../query/request/endpoint-path.ts'
import { ApiFailure } from './api-failure.ts'
import { type FetchedPage, fetchPage } from './fetch-page.ts'

const dayMs = 86_400_000

/** The range of a history in days before and after its entry. */
export const historyDays = { back: 90, ahead: 30 } as const

/** How the API identified the resource: by its URI, by product and type, or not at all. */
export type HistoryStatus = 'exact' | 'approximate' | 'unavailable'

/** The history of a resource around an entry. */
export type EntryHistory = {
  status: HistoryStatus | undefined
  page: FetchedPage | undefined
  /** Whether the API has more than this page. */
  hasMore: boolean
}

/** The request for the history of an entry; `undefined` when the API has none. */
export function findHistoryRequest(
  dataset: Dataset,
  scope: Scope,
  id: string,
  time: string,
): ApiRequest | undefined {
  const timeMs = findEpochMs(time)
  const path = findHistoryPath(dataset, scope, id)
  if (timeMs === undefined || path === undefined) return undefined
  return {
    path,
    pairs: [
      ['action_time', time],
      ['since', formatInstant(timeMs - historyDays.back * dayMs)],
      ['before', formatInstant(timeMs + historyDays.ahead * dayMs)],
      ['limit', '100'],
    ],
  }
}

/** The request for the log of one insight; `undefined` when its id is not valid in a path. */
export function findInsightLogRequest(
  dataset: Dataset,
  scope: Scope,
  issueId: string,
): ApiRequest | undefined {
  const path = findHistoryPath(dataset, scope, issueId)
  return path === undefined ? undefined : { path, pairs: [['per_page', '100']] }
}

/** The path of the history that an id names; `undefined` where the dataset has none, or when the id is not valid. */
function findHistoryPath(dataset: Dataset, scope: Scope, id: string): string | undefined {
  const endpoint = listHistoryEndpoints(dataset).find(({ scopeKind }) => scopeKind === scope.kind)
  const variable = dataset.history && historyVariables[dataset.history]
  if (!endpoint || !variable || !isPathId(variable, id)) return undefined
  return findEndpointPath(endpoint, scope, { [variable]: id })
}

/** The history of an entry; `unavailable` when the API does not find the entry. */
export function historyQuery(request: ApiRequest | undefined) {
  return queryOptions({
    queryKey: ['history', request],
    enabled: request !== undefined,
    retry: false,
    staleTime: 60_000,
    structuralSharing: false,
    queryFn: async ({ signal }): Promise<EntryHistory> => {
      if (!request) return { status: undefined, page: undefined, hasMore: false }
      try {
        const page = await fetchPage(request, signal)
        const status = readPath(page.info, 'history_status')
        return { status: toStatus(status), page, hasMore: page.nextCursor !== undefined }
      } catch (error) {
        const isMissing =
          error instanceof ApiFailure &&
          error.detail.kind === 'refused' &&
          error.detail.status === 404
        if (!isMissing) throw error
        return { status: 'unavailable', page: undefined, hasMore: false }
      }
    },
  })
}

/** One page of entries for a small list beside an entry. */
export function smallListQuery(request: ApiRequest | undefined) {
  return queryOptions({
    queryKey: ['small-list', request],
    enabled: request !== undefined,
    retry: false,
    staleTime: 60_000,
    structuralSharing: false,
    queryFn: ({ signal }) => (request ? fetchPage(request, signal) : null),
  })
}

function toStatus(status: unknown): HistoryStatus | undefined {
  return status === 'exact' || status === 'approximate' || status === 'unavailable'
    ? status
    : undefined
}
