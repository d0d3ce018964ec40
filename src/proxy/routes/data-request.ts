/**
 * A target below `/client/v4` → what may be asked upstream, or the error to answer with. Decided
 * from the path and the query alone.
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

/** A question that may be passed on. */
export type DataRequest = {
  match: RouteMatch
  pairs: readonly Pair[]
  exportsCsv: boolean
  /** The kind of the scopes in an answer that must not be relayed, but reduced to the allow-lists. */
  limitedList: IdScopeKind | undefined
}

/** The scope of a matched route for the log: its kind, with `:` and the id where it has one; else none. */
export function findScopeName({ route, ids }: RouteMatch): string | undefined {
  const { scopeKind } = route.endpoint
  if (scopeKind === undefined) return undefined
  const id = findScopeId(scopeKind, ids)
  return id === undefined ? scopeKind : `${scopeKind}:${id}`
}

/** The time that a question asks for, as it was written. */
export function findAskedRange({ match, pairs, exportsCsv }: DataRequest): RequestRecord['range'] {
  const asked = readRequestPairs(match.route.endpoint, pairs).pairs
  const find = (name: string) => asked.find(([key]) => key === name)?.[1]
  return { since: find('since'), before: find('before'), exportsCsv }
}

/** The route of a target, if it may be asked about at all; what may not looks like what is not. */
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
      ...broken.map((part) => `“${part.slice(0, 60)}” is not percent-encoded UTF-8.`),
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
 * Filters and orders would let a client guess at what it is not shown. Scopes that belong to others, as
 * zones to accounts, are listed for one of those only.
 */
function findListRefusal(
  kind: IdScopeKind,
  pairs: readonly Pair[],
  limits: ScopeLimits,
): ProxyResponse | undefined {
  const { within } = idScopes[kind].list
  const usable = ['page', 'per_page', ...(within ? [within.parameter] : [])]
  const messages = pairs
    .filter(([key]) => !usable.includes(key))
    .map(([key]) => `“${key}” cannot be used here: ${limitedReason}`)
  const parentId = within && pairs.find(([key]) => key === within.parameter)?.[1]
  if (within && parentId === undefined) {
    messages.push(`“${within.parameter}” is required here: ${limitedReason}`)
  }
  if (messages.length > 0) return createErrorResponse('bad-parameter', { messages })
  const isForeign = within && parentId !== undefined && !allowsParent(limits, within.kind, parentId)
  return isForeign ? createErrorResponse('not-found') : undefined
}

const limitedReason = `the proxy is limited to some ${idScopesInWords}.`
