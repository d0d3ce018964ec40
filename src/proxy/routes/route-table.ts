/**
 * The closed list of what may be asked upstream, derived from the catalog. A path is matched once;
 * the route that matched also builds the upstream URL, from constants and checked ids.
 */
import { type Endpoint, endpoints } from '../../catalog/index.ts'
import { toPathPattern } from '../../catalog/path-ids.ts'
import { apiPrefix } from '../../contract/paths.ts'
import { formatQueryString, type Pair } from '../../query/query-string.ts'

/** Where the API is; no setting changes it. */
export const apiOrigin = 'https://api.cloudflare.com'

/** One path template that may be asked, with the pattern that all its paths match. */
export type Route = {
  endpoint: Endpoint
  template: string
  pattern: RegExp
  /** The template's constants, and the names of its variables between them. */
  parts: readonly string[]
}

/** A route and the ids that a path gave for its variables. */
export type RouteMatch = { route: Route; ids: Readonly<Record<string, string>> }

/** Every route, one for each endpoint of the catalog. */
export const routes: readonly Route[] = endpoints.map(toRoute)

/** What a path template and its parameters are as a route. */
export function toRoute(endpoint: Endpoint): Route {
  const { path: template } = endpoint
  return {
    endpoint,
    template,
    pattern: new RegExp(`^${toPathPattern(template)}$`),
    parts: template.split(/\{(\w+)\}/),
  }
}

/** The route of an API path (without `/client/v4`), if it is one that may be asked. */
export function findRoute(path: string): RouteMatch | undefined {
  for (const route of routes) {
    const found = route.pattern.exec(path)
    if (found) return { route, ids: found.groups ?? {} }
  }
  return undefined
}

/** What a matched route with validated parameters is asked at: path and query below the API's origin. */
export function toUpstreamTarget({ route, ids }: RouteMatch, pairs: readonly Pair[]): string {
  let target = apiPrefix
  // Constants and names of variables in turns.
  route.parts.forEach((part, at) => {
    target += at % 2 === 0 ? part : (ids[part] ?? '')
  })
  return pairs.length > 0 ? `${target}?${formatQueryString(pairs)}` : target
}

/**
 * The last look before a credential is attached: throws unless the target is a path of its own route, and
 * text that no reader of URLs changes. Failing it means a bug in this program.
 */
export function assertUpstreamTarget(target: string, route: Route): void {
  const end = target.indexOf('?')
  const path = target.slice(apiPrefix.length, end === -1 ? undefined : end)
  const isSound =
    target.startsWith(`${apiPrefix}/`) && route.pattern.test(path) && unchanging.test(target)
  if (!isSound) throw new Error(`A request for ${route.template} was built wrongly and not sent.`)
}

/** Printable ASCII without what URLs escape in a query (URL Standard) or take for the fragment. */
const unchanging = /^[!$-&(-;=?-~]*$/
