/**
 * Limits concurrent requests: each occupies a socket, a deadline and a slot in the queue for the quota. A
 * request counts until its body has ended, so a slow reader uses up only its own allowance.
 */
import { headerNames } from '../../contract/headers.ts'
import { toPrincipalKey } from '../access/principal.ts'
import { createErrorResponse } from '../http/error-response.ts'
import { stayFor } from '../http/request-context.ts'
import type { GuardedAnswer } from './endpoints.ts'

/** Below the server's maximum of connections, so that signing in still works. */
const dataLimits = { maxPerPrincipal: 256, maxTotal: 448 }

/** Refuses with 429 above the limit of one principal or of all together. */
export function limitConcurrency(
  answer: GuardedAnswer,
  { maxPerPrincipal, maxTotal }: typeof dataLimits = dataLimits,
): GuardedAnswer {
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
