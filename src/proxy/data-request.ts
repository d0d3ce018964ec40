/**
 * A target below `/client/v4` → what may be asked upstream, or the error to answer with. Decided
 * from the path and the query alone.
 */
import { type Pair, parseQueryString } from '../query/query-string.ts'
import { validatePairs } from '../query/validate-query.ts'
import { createErrorResponse } from './error-response.ts'
import { apiPrefix, findRoute, type RouteMatch } from './route-table.ts'
import {
  allowsAccount,
  allowsUserLog,
  allowsZone,
  isLimited,
  type ScopeLimits,
} from './scope-limits.ts'

/** A question that may be passed on. */
export type DataRequest = { match: RouteMatch; pairs: readonly Pair[]; exportsCsv: boolean }

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
): { request: DataRequest } | { refusal: Response } {
  const { pairs, broken } = parseQueryString(query)
  const messages = broken.map((part) => `“${part.slice(0, 60)}” is not percent-encoded UTF-8.`)
  messages.push(...validatePairs(match.route.endpoint, pairs).map(({ message }) => message))
  if (messages.length > 0) return { refusal: createErrorResponse('bad-parameter', { messages }) }
  const refusal = findZoneListRefusal(match, pairs, limits)
  if (refusal) return { refusal }
  const exportsCsv = pairs.some(([key, value]) => key === 'export' && value === 'true')
  return { request: { match, pairs, exportsCsv } }
}

/** Zones may span accounts, so a limited proxy lists them for one named account only. */
function findZoneListRefusal(
  { route }: RouteMatch,
  pairs: readonly Pair[],
  limits: ScopeLimits,
): Response | undefined {
  if (route.endpoint.id !== 'zones' || !isLimited(limits)) return undefined
  const accountId = pairs.find(([key]) => key === 'account.id')?.[1]
  if (accountId === undefined) {
    const message = '“account.id” is required here: the proxy is limited to some accounts or zones.'
    return createErrorResponse('bad-parameter', { messages: [message] })
  }
  const allowed = limits.accountIds === undefined || limits.accountIds.has(accountId)
  return allowed ? undefined : createErrorResponse('not-found')
}
