/** Checks the bearer of `/metrics`, and slows guesses down without shutting out the monitoring system. */
import { headerNames } from '../../contract/headers.ts'
import { createAttemptLimit } from '../access/attempt-limit.ts'
import { toClientNetwork } from '../access/client-network.ts'
import { matchesSecret } from '../access/match-secret.ts'
import type { Secret } from '../config/secret.ts'
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'

const messages = {
  wrongToken: 'The counters need the token of METRICS_TOKEN as a bearer.',
  tooMany: 'Too many wrong tokens for METRICS_TOKEN came from your network. Wait, then try again.',
} as const

/** How long a network is known after it sent the right token. */
const knownMs = 900_000
/** The maximum number of known networks; beyond it the least recently used is dropped. */
const maxKnown = 100

/**
 * Creates the check; it returns a refusal, or `undefined` for the right token. While a network waits, its tokens are
 * not compared, unless the right one came from there in the last 15 minutes: a monitoring system that shares its
 * address with others is not shut out by their guesses. Time is that of `performance.now`, because the clock of the
 * demo may be fixed.
 */
export function createMetricsTokenCheck(
  token: Secret,
): (request: ProxyRequest) => Promise<ProxyResponse | undefined> {
  const now = () => performance.now()
  const attempts = createAttemptLimit(now)
  const known = new Map<string, number>()

  function remember(network: string): void {
    known.delete(network)
    known.set(network, now())
    const [leastRecentlyUsed] = known.keys()
    if (known.size > maxKnown && leastRecentlyUsed !== undefined) known.delete(leastRecentlyUsed)
  }

  return async function check({ headers, address }) {
    const bearer = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
    const wrong = createErrorResponse('wrong-key', { messages: [messages.wrongToken] })
    if (bearer === undefined) return wrong
    const network = toClientNetwork(address)
    const waitMs = attempts.waitMs(network)
    const knownSinceMs = known.get(network)
    const isKnown = knownSinceMs !== undefined && now() - knownSinceMs < knownMs
    if ((waitMs === 0 || isKnown) && (await matchesSecret(bearer, token.reveal()))) {
      remember(network)
      return undefined
    }
    if (waitMs === 0) {
      attempts.fail(network)
      return wrong
    }
    return createErrorResponse('too-many-attempts', {
      messages: [messages.tooMany],
      headers: { [headerNames.retryAfter]: String(Math.ceil(waitMs / 1_000)) },
    })
  }
}
