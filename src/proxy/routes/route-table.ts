/**
 * The closed list of upstream requests, derived from the catalog. A path is matched once, and the matching route
 * also builds the upstream URL from constants and checked ids.
 */
import { type Endpoint, endpoints } from '../../catalog/index.ts'
import { toPathPattern } from '../../catalog/path-ids.ts'
import { apiPrefix } from '../../contract/paths.ts'
import { formatQueryString, type Pair } from '../../query/query-string.ts'

/** The origin of the API; no setting changes it. */
export const apiOrigin = 'https://api.cloudflare.com'

/** One path template, with the pattern that all its paths match. */
export type Route = {
  endpoint: Endpoint
  template: string
  pattern: RegExp
  /** The segments of the template: constants and names of variables, alternating. */
  parts: readonly string[]
}

/** A route and the ids of its variables in a path. */
export type RouteMatch = { route: Route; ids: Readonly<Record<string, string>> }

/** Every route, one for each endpoint of the catalog. */
export const routes: readonly Route[] = endpoints.map(toRoute)

/** Converts an endpoint to a route. */
export function toRoute(endpoint: Endpoint): Route {
  const { path: template } = endpoint
  return {
    endpoint,
    template,
    pattern: new RegExp(`^${toPathPattern(template)}$`),
    parts: template.split(/\{(\w+)\}/),
  }
}

/** The route of an API path (without `/client/v4`), if there is one. */
export function findRoute(path: string): RouteMatch | undefined {
  for (const route of routes) {
    const found = route.pattern.exec(path)
    if (found) return { route, ids: found.groups ?? {} }
  }
  return undefined
}

/** The target of a matched route with validated parameters: path and query at the API's origin. */
export function toUpstreamTarget({ route, ids }: RouteMatch, pairs: readonly Pair[]): string {
  let target = apiPrefix
  // Constants and names of variables, alternating.
  route.parts.forEach((part, at) => {
    target += at % 2 === 0 ? part : (ids[part] ?? '')
  })
  return pairs.length > 0 ? `${target}?${formatQueryString(pairs)}` : target
}

/**
 * The last check before the credential is added: throws unless the target matches its route and contains only
 * characters that no URL parser changes. A failure means a bug in this program.
 */
export function assertUpstreamTarget(target: string, route: Route): void {
  const end = target.indexOf('?')
  const path = target.slice(apiPrefix.length, end === -1 ? undefined : end)
  const isSound =
    target.startsWith(`${apiPrefix}/`) && route.pattern.test(path) && unchanging.test(target)
  if (!isSound) throw new Error(`A request for ${route.template} was built wrongly and not sent.`)
}

/** Printable ASCII except characters that URLs escape in a query (URL Standard) or that begin the fragment. */
const unchanging = /^[!$-&(-;=?-~]*$/
