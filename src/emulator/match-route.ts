/**
 * Which endpoint a path asks: those of the catalog, and the two that say whether a token is valid,
 * which no proxy should pass on. The API cannot route to an id that has another form.
 */
import { type Endpoint, endpoints } from '../catalog/index.ts'
import { toPathPattern } from '../catalog/path-ids.ts'

/** An endpoint, and the ids that the path names. */
export type Route = { endpoint: Endpoint; ids: Readonly<Record<string, string>> }

/** Where the API begins on its host. */
export const apiBase = '/client/v4'

/** What is asked about the token itself, each for tokens of its own kind. */
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
