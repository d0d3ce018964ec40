/**
 * Which endpoint a path asks, derived from the catalog. An id that is not 32 lower-case hexadecimal
 * digits does not match: the API cannot route to it either.
 */
import { type Endpoint, endpoints } from '../catalog/index.ts'

/** An endpoint, and the account or zone that the path names. */
export type Route = { endpoint: Endpoint; scopeId: string | undefined }

/** Where the API begins on its host. */
export const apiBase = '/client/v4'

const patterns = endpoints.map((endpoint) => {
  const path = endpoint.path.replace(/\{\w+\}/, '([0-9a-f]{32})')
  return { endpoint, pattern: new RegExp(`^${apiBase}${path}$`) }
})

/** The route of a path with `/client/v4`; `undefined` when there is none. */
export function findRoute(pathname: string): Route | undefined {
  for (const { endpoint, pattern } of patterns) {
    const match = pattern.exec(pathname)
    if (match) return { endpoint, scopeId: match[1] }
  }
  return undefined
}
