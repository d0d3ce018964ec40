/**
 * A target below `/client/v4` → what may be asked upstream, or the error to answer with. Decided
 * from the path and the query alone.
 */
import { apiPrefix } from '../../contract/paths.ts'
import { type Pair, parseQueryString } from '../../query/query-string.ts'
import { validatePairs } from '../../query/validate-query.ts'
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { RequestRecord } from '../http/request-context.ts'
import { findRoute, type RouteMatch } from './route-table.ts'
import {
  allowsAccount,
  allowsUserLog,
  allowsZone,
  isLimited,
  type ScopeLimits,
} from './scope-limits.ts'

/** A list of scopes, which a limited proxy has to reduce to those that it may show. */
export type ScopeListKind = 'accounts' | 'zones'

/** A question that may be passed on. */
export type DataRequest = {
  match: RouteMatch
  pairs: readonly Pair[]
  exportsCsv: boolean
  /** Set when the answer must not be relayed, but reduced to the allow-lists. */
  limitedList: ScopeListKind | undefined
}

/** The scope of a matched route for the log: `account:` or `zone:` and the id, `user`, or none. */
export function findScopeName({ route, ids }: RouteMatch): string | undefined {
  const { account_id: accountId, zone_id: zoneId } = ids
  if (accountId !== undefined) return `account:${accountId}`
  if (zoneId !== undefined) return `zone:${zoneId}`
  return route.endpoint.scopeKind === 'user' ? 'user' : undefined
}

/** The time that a question asks for, as it was written. */
export function findAskedRange({ pairs, exportsCsv }: DataRequest): RequestRecord['range'] {
  const find = (name: string) => pairs.find(([key]) => key === name)?.[1]
  return { since: find('since'), before: find('before'), exportsCsv }
}

/** The route of a target, if it may be asked about at all; what may not looks like what is not. */
export function findAllowedRoute(path: string, limits: ScopeLimits): RouteMatch | undefined {
  if (!path.startsWith(`${apiPrefix}/`)) return undefined
  const match = findRoute(path.slice(apiPrefix.length))
  if (!match) return undefined
  const { account_id: accountId, zone_id: zoneId } = match.ids
  const allowed =
    (accountId === undefined || allowsAccount(limits, accountId)) &&
    (zoneId === undefined || allowsZone(limits, zoneId)) &&
    (match.route.endpoint.scopeKind !== 'user' || allowsUserLog(limits))
  return allowed ? match : undefined
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
  const limitedList = isLimited(limits) ? findScopeList(match) : undefined
  const refusal = limitedList && findListRefusal(limitedList, pairs, limits)
  if (refusal) return { refusal }
  const exportsCsv = pairs.some(([key, value]) => key === 'export' && value === 'true')
  return { request: { match, pairs, exportsCsv, limitedList } }
}

function findScopeList({ route: { endpoint } }: RouteMatch): ScopeListKind | undefined {
  return endpoint.id === 'accounts' || endpoint.id === 'zones' ? endpoint.id : undefined
}

/**
 * Filters and orders would let a client guess at what it is not shown. Zones may span accounts, so
 * they are listed for one named account only.
 */
function findListRefusal(
  kind: ScopeListKind,
  pairs: readonly Pair[],
  limits: ScopeLimits,
): ProxyResponse | undefined {
  const usable = ['page', 'per_page', ...(kind === 'zones' ? ['account.id'] : [])]
  const messages = pairs
    .filter(([key]) => !usable.includes(key))
    .map(([key]) => `“${key}” cannot be used here: ${limitedReason}`)
  const accountId = pairs.find(([key]) => key === 'account.id')?.[1]
  if (kind === 'zones' && accountId === undefined) {
    messages.push(`“account.id” is required here: ${limitedReason}`)
  }
  if (messages.length > 0) return createErrorResponse('bad-parameter', { messages })
  const isForeign =
    accountId !== undefined && limits.accountIds !== undefined && !limits.accountIds.has(accountId)
  return isForeign ? createErrorResponse('not-found') : undefined
}

const limitedReason = 'the proxy is limited to some accounts or zones.'
