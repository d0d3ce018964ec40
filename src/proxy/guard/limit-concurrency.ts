/**
 * How many questions are under way at once: each holds a socket, a deadline and a place in the quota's
 * queue. A body counts until it has ended, so that slow readers hold their own places only.
 */
import { headerNames } from '../../contract/headers.ts'
import { toPrincipalKey } from '../access/principal.ts'
import { createErrorResponse } from '../http/error-response.ts'
import { stayFor } from '../http/request-context.ts'
import type { GuardedAnswer } from './endpoints.ts'

/** Together less than the connections that the server takes, so that signing in still goes. */
const maxPerPrincipal = 256
const maxTotal = 448

/** Refuses with 429 beyond that, for one principal and for all together. */
export function limitConcurrency(answer: GuardedAnswer): GuardedAnswer {
  const underWay = new Map<string, number>()
  let all = 0

  return async function answerUnlessTooMany(request, record, principal) {
    const key = toPrincipalKey(principal)
    const own = underWay.get(key) ?? 0
    if (own >= maxPerPrincipal || all >= maxTotal) {
      return createErrorResponse('too-many-at-once', { headers: { [headerNames.retryAfter]: '1' } })
    }
    underWay.set(key, own + 1)
    all++
    const release = () => {
      const left = (underWay.get(key) ?? 1) - 1
      if (left === 0) underWay.delete(key)
      else underWay.set(key, left)
      all--
    }
    try {
      return await answer(request, record, principal)
    } finally {
      const { bodyEnd } = record
      if (bodyEnd) stayFor(request, bodyEnd.then(release, release))
      else release()
    }
  }
}
