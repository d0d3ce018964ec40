/**
 * What there is to ask for, and what has to be true before it is answered. The list is closed and looked
 * through once; the first entry that a path belongs to decides.
 */
import type { Principal } from '../access/principal.ts'
import type { OpenAnswer } from '../http/open-answer.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest, RequestRecord } from '../http/request-context.ts'

/** Answers somebody who is known. */
export type GuardedAnswer = (
  request: ProxyRequest,
  record: RequestRecord,
  principal: Principal,
) => ProxyResponse | Promise<ProxyResponse>

/** One place to ask at; a path that ends in `/*` stands for itself and everything below. */
export type Endpoint = { path: string; methods: readonly string[] } & (
  | {
      /** `open`: files and health. `own-pages`: refused to other sites, but part of signing in. */
      for: 'open' | 'own-pages'
      answer: OpenAnswer
    }
  | {
      /** Refused to other sites, and to whoever is not known. */
      for: 'known'
      answer: GuardedAnswer
    }
)

/** The entry that a path belongs to. */
export function findEndpoint(endpoints: readonly Endpoint[], path: string): Endpoint | undefined {
  return endpoints.find(({ path: own }) => {
    if (!own.endsWith('/*')) return own === path
    const base = own.slice(0, -2)
    return path.startsWith(base) && (path.length === base.length || path[base.length] === '/')
  })
}
