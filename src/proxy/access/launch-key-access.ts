/**
 * Identifies the operator by the launch key that the terminal shows. Browsers exchange it for a session
 * cookie, other clients send it as a bearer; it is never sent upstream. The printed link carries a separate
 * key that opens one session, because browsers store addresses in their history on disk.
 */

import { headerNames } from '../../contract/headers.ts'
import { statusPath } from '../../contract/paths.ts'
import type { Secret } from '../config/secret.ts'
import { createErrorResponse, createJsonResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'
import type { ScopeLimits } from '../routes/scope-limits.ts'
import type { Access } from './access.ts'
import { type AttemptLimit, createAttemptLimit } from './attempt-limit.ts'
import { type Digest, matchesSecret } from './match-secret.ts'
import type { Principal } from './principal.ts'
import { createSessionCookie } from './session-cookie.ts'
import { createSessions, type Session } from './sessions.ts'

/** Dependencies of this method. */
export type LaunchKeyTools = {
  launchKey: Secret
  /** The key in the printed link; opens one session. */
  linkKey: Secret
  limits: ScopeLimits
  /** The origin in the address bar of browsers. */
  origin: string
  /** Milliseconds since the epoch. */
  now: () => number
  digest: Digest
}

/** Creates the access with its own sessions. */
export function createLaunchKeyAccess(tools: LaunchKeyTools): Access {
  const { launchKey, limits, now, digest } = tools
  let linkKey: Secret | undefined = tools.linkKey
  const cookie = createSessionCookie(tools.origin)
  const sessions = createSessions(now, digest)
  const attempts = createAttemptLimit(now)
  const toPrincipal = (name: string): Principal => ({
    kind: 'launch-key',
    name,
    limits,
    seesAll: true,
  })
  const isLaunchKey = (guess: string) => matchesSecret(guess, launchKey.reveal(), digest)

  async function findSession(request: ProxyRequest): Promise<Session | undefined> {
    // An open page polls the status, which must not extend the session.
    const isUse = request.path !== statusPath
    for (const id of cookie.read(request.headers.get('cookie'))) {
      const session = await sessions.find(id, isUse)
      if (session) return session
    }
    return undefined
  }

  async function endSessions(request: ProxyRequest): Promise<void> {
    for (const id of cookie.read(request.headers.get('cookie'))) await sessions.end(id)
  }

  /** Whether a key opens a session; the key of the link does so once. */
  async function opensSession(guess: string): Promise<boolean> {
    const expected = linkKey
    const isLink = expected !== undefined && (await matchesSecret(guess, expected.reveal(), digest))
    // With two simultaneous requests, the first uses the key up.
    if (isLink && linkKey === expected) {
      linkKey = undefined
      return true
    }
    return isLaunchKey(guess)
  }

  return {
    async identify(request) {
      const session = await findSession(request)
      if (session) return { principal: toPrincipal(`session ${session.number}`) }
      const refusal = await refuseBearer(request, attempts, isLaunchKey)
      return refusal ? { refusal } : { principal: toPrincipal('launch key') }
    },
    session: {
      async open(request) {
        const refusal = await refuseBearer(request, attempts, opensSession)
        if (refusal) return refusal
        await endSessions(request)
        const id = await sessions.open()
        return createJsonResponse(done, 200, { 'set-cookie': cookie.set(id) })
      },
      async end(request) {
        await endSessions(request)
        // Pages in the back/forward cache would still show entries.
        const headers = { 'set-cookie': cookie.clear(), 'clear-site-data': '"cache"' }
        return createJsonResponse(done, 200, headers)
      },
    },
  }
}

/** A refusal unless the bearer of the request is a key that `isKey` accepts. */
async function refuseBearer(
  { headers, address }: ProxyRequest,
  attempts: AttemptLimit,
  isKey: (guess: string) => Promise<boolean>,
): Promise<ProxyResponse | undefined> {
  const key = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (key === undefined) return createErrorResponse('no-session')
  const waitMs = attempts.waitMs(address)
  if (waitMs > 0) {
    const wait = { [headerNames.retryAfter]: String(Math.ceil(waitMs / 1_000)) }
    return createErrorResponse('too-many-attempts', { headers: wait })
  }
  if (!(await isKey(key))) {
    attempts.fail(address)
    return createErrorResponse('wrong-key')
  }
  attempts.succeed(address)
  return undefined
}

const done = JSON.stringify({ success: true, errors: [], messages: [], result: null })
