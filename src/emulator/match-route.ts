/**
 * Finds the endpoint of a path: those of the catalog, and the two that verify a token, which no proxy should pass
 * on. As in the API, a path with a malformed id has no route.
 */
import { type Endpoint, endpoints } from '../catalog/index.ts'
import { toPathPattern } from '../catalog/path-ids.ts'

/** An endpoint, and the ids that the path names. */
export type Route = { endpoint: Endpoint; ids: Readonly<Record<string, string>> }

/** The prefix of all paths of the API. */
export const apiBase = '/client/v4'

/** The endpoints that verify a token: one for users' tokens, one for account-owned tokens. */
export const verifyEndpoints: readonly Endpoint[] = [
  { id: 'verify-user-token', path: '/user/tokens/verify', parameters: [], scopeKind: 'user' },
  {
    id: 'verify-account-token',
    path: '/accounts/{account_id}/tokens/verify',
    parameters: [],
    scopeKind: 'account',
  },
]

const patterns = [...endpoints, ...verifyEndpoints].map((endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${apiBase}${toPathPattern(endpoint.path)}$`),
}))

/** The route of a path with `/client/v4`; `undefined` when there is none. */
export function findRoute(pathname: string): Route | undefined {
  for (const { endpoint, pattern } of patterns) {
    const match = pattern.exec(pathname)
    if (match) return { endpoint, ids: match.groups ?? {} }
  }
  return undefined
}
