/** Endpoints: a closed list of paths with the checks that apply to each. The first match decides. */
import type { Principal } from '../access/principal.ts'
import type { OpenAnswer } from '../http/open-answer.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest, RequestRecord } from '../http/request-context.ts'

/** The handler of an endpoint that needs an identified caller. */
export type GuardedAnswer = (
  request: ProxyRequest,
  record: RequestRecord,
  principal: Principal,
) => ProxyResponse | Promise<ProxyResponse>

/** One endpoint; a path that ends in `/*` matches itself and everything below. */
export type Endpoint = { path: string; methods: readonly string[] } & (
  | {
      /** `open`: files and health. `own-pages`: refused to other sites, needs no identity (sign-in). */
      for: 'open' | 'own-pages'
      answer: OpenAnswer
    }
  | {
      /** Refused to other sites and to callers without identity. */
      for: 'known'
      answer: GuardedAnswer
      /** Whether requests may have a body; the endpoint limits its size. */
      takesBody?: boolean
    }
)

/** The endpoint of a path. */
export function findEndpoint(endpoints: readonly Endpoint[], path: string): Endpoint | undefined {
  return endpoints.find(({ path: own }) => {
    if (!own.endsWith('/*')) return own === path
    const base = own.slice(0, -2)
    return path.startsWith(base) && (path.length === base.length || path[base.length] === '/')
  })
}
