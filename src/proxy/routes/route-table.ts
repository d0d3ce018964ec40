/**
 * The closed list of what may be asked upstream, derived from the catalog. A path is matched once;
 * the route that matched also builds the upstream URL, from constants and checked ids.
 */
import { type Endpoint, endpoints } from '../../catalog/index.ts'
import { formatQueryString, type Pair } from '../../query/query-string.ts'

/** Where the API is; no setting changes it. */
const upstreamOrigin = 'https://api.cloudflare.com'

/** Where the API's paths begin, upstream and here alike. */
export const apiPrefix = '/client/v4'

/** What each variable of a path template may stand for. */
const idPatterns: Readonly<Record<string, string>> = {
  account_id: '[0-9a-f]{32}',
  zone_id: '[0-9a-f]{32}',
  entry_id: '[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  issue_id: '[0-9A-Za-z_-]{1,64}',
}

/** One path template that may be asked, with the pattern that all its paths match. */
export type Route = { endpoint: Endpoint; template: string; pattern: RegExp }

/** A route and the ids that a path gave for its variables. */
export type RouteMatch = { route: Route; ids: Readonly<Record<string, string>> }

/** Every route, one for each endpoint of the catalog. */
export const routes: readonly Route[] = endpoints.map(toRoute)

/** What a path template and its parameters are as a route. */
export function toRoute(endpoint: Endpoint): Route {
  return { endpoint, template: endpoint.path, pattern: toPattern(endpoint.path) }
}

/** The route of an API path (without `/client/v4`), if it is one that may be asked. */
export function findRoute(path: string): RouteMatch | undefined {
  for (const route of routes) {
    const found = route.pattern.exec(path)
    if (found) return { route, ids: found.groups ?? {} }
  }
  return undefined
}

/** The upstream URL of a matched route with validated parameters. */
export function toUpstreamUrl({ route, ids }: RouteMatch, pairs: readonly Pair[]): URL {
  const path = route.template.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
  const query = pairs.length > 0 ? `?${formatQueryString(pairs)}` : ''
  return new URL(`${upstreamOrigin}${apiPrefix}${path}${query}`)
}

/**
 * The last look before a credential is attached: throws unless the request goes to the API's origin, to
 * a path of its own route. Failing it means a bug in this program.
 */
export function assertUpstreamUrl(url: URL, route: Route): void {
  const path = url.pathname.startsWith(`${apiPrefix}/`) ? url.pathname.slice(apiPrefix.length) : ''
  const sound =
    url.origin === upstreamOrigin &&
    url.username === '' &&
    url.password === '' &&
    url.hash === '' &&
    route.pattern.test(path)
  if (!sound) throw new Error(`A request for ${route.template} was built wrongly and not sent.`)
}

function toPattern(template: string): RegExp {
  const source = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const pattern = idPatterns[name]
    if (!pattern) throw new Error(`Path ${template}: no pattern for {${name}}; add one.`)
    return `(?<${name}>${pattern})`
  })
  return new RegExp(`^${source}$`)
}
