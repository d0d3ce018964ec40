/**
 * Converts a target below `/client/v4` to a validated upstream request, or to the error of the response. Uses only
 * the path and the query.
 */

import { type IdScopeKind, idScopes, idScopesInWords } from '../../catalog/scopes.ts'
import { apiPrefix } from '../../contract/paths.ts'
import { type Pair, parseQueryString } from '../../query/query-string.ts'
import { readRequestPairs } from '../../query/request-pairs.ts'
import { validatePairs } from '../../query/validate-query.ts'
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { RequestRecord } from '../http/request-context.ts'
import { findRoute, type RouteMatch } from './route-table.ts'
import {
  allowsEndpoint,
  allowsParent,
  findScopeId,
  isLimited,
  type ScopeLimits,
} from './scope-limits.ts'
import { isListPosition } from './scope-list-page.ts'

/** A validated request that may be sent upstream. */
export type DataRequest = {
  match: RouteMatch
  pairs: readonly Pair[]
  exportsCsv: boolean
  /** Set for a list of scopes that must be filtered by the allow-lists instead of relayed: the kind of its scopes. */
  limitedList: IdScopeKind | undefined
}

/** The scope of a matched route for the log, such as `zone:<id>` or `user`; `undefined` for lists of scopes. */
export function findScopeName({ route, ids }: RouteMatch): string | undefined {
  const { scopeKind } = route.endpoint
  if (scopeKind === undefined) return undefined
  const id = findScopeId(scopeKind, ids)
  return id === undefined ? scopeKind : `${scopeKind}:${id}`
}

/** The time range of a request, as it was written. */
export function toRequestedRange({
  match,
  pairs,
  exportsCsv,
}: DataRequest): RequestRecord['range'] {
  const read = readRequestPairs(match.route.endpoint, pairs).pairs
  const find = (name: string) => read.find(([key]) => key === name)?.[1]
  return { since: find('since'), before: find('before'), exportsCsv }
}

/** The route of a path, if the limits allow it. A path that is not allowed looks like one that does not exist. */
export function findAllowedRoute(path: string, limits: ScopeLimits): RouteMatch | undefined {
  if (!path.startsWith(`${apiPrefix}/`)) return undefined
  const match = findRoute(path.slice(apiPrefix.length))
  return match && allowsEndpoint(limits, match.route.endpoint, match.ids) ? match : undefined
}

/** Reads and validates the query of a matched route. */
export function parseDataRequest(
  match: RouteMatch,
  query: string,
  limits: ScopeLimits,
): { request: DataRequest } | { refusal: ProxyResponse } {
  const { pairs, broken } = parseQueryString(query)
  const problems = validatePairs(match.route.endpoint, pairs)
  if (broken.length > 0 || problems.length > 0) {
    const messages = [
      ...broken.map((text) => `“${text.slice(0, 60)}” is not percent-encoded UTF-8.`),
      ...problems.map(({ message }) => message),
    ]
    return { refusal: createErrorResponse('bad-parameter', { messages }) }
  }
  const limitedList = isLimited(limits) ? match.route.endpoint.lists : undefined
  const refusal = limitedList && findListRefusal(limitedList, pairs, limits)
  if (refusal) return { refusal }
  const exportsCsv = pairs.some(([key, value]) => key === 'export' && value === 'true')
  return { request: { match, pairs, exportsCsv, limitedList } }
}

/**
 * Refuses parameters of a filtered list. Filters and orders would let a client guess at scopes that it may not see.
 * Scopes that belong to another scope, as zones to accounts, are listed for one parent at a time.
 */
function findListRefusal(
  kind: IdScopeKind,
  pairs: readonly Pair[],
  limits: ScopeLimits,
): ProxyResponse | undefined {
  const { within, pagination } = idScopes[kind].list
  const { sizeParameter } = pagination
  const positionKey =
    'pageParameter' in pagination ? pagination.pageParameter : pagination.cursorParameter
  const usable = [positionKey, sizeParameter, ...(within ? [within.parameter] : [])]
  const messages = pairs
    .filter(([key]) => !usable.includes(key))
    .map(([key]) => `“${key}” cannot be used here: ${limitedReason}`)
  const position = pairs.find(([key]) => key === positionKey)?.[1]
  if (position !== undefined && !isListPosition(position)) {
    messages.push(`“${positionKey}” is not from a page of this list. Read it from the first page.`)
  }
  const parentId = within && pairs.find(([key]) => key === within.parameter)?.[1]
  if (within && parentId === undefined) {
    messages.push(`“${within.parameter}” is required here: ${limitedReason}`)
  }
  if (messages.length > 0) return createErrorResponse('bad-parameter', { messages })
  const isForeign = within && parentId !== undefined && !allowsParent(limits, within.kind, parentId)
  return isForeign ? createErrorResponse('not-found') : undefined
}

const limitedReason = `the proxy is limited to some ${idScopesInWords}.`
