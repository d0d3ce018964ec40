/**
 * Identifies callers who signed in at a proxy in front of this server, such as Cloudflare Access, by the signed token
 * that it adds to each request. Unsigned identity headers and cookies of that proxy are ignored.
 */
import { errors, type JWTPayload, jwtVerify } from 'jose'
import { headerNames } from '../../contract/headers.ts'
import { findGrantedLimits } from '../config/access-policy.ts'
import type { JwtSettings } from '../config/jwt-settings.ts'
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'
import { intersectLimits, isLimited, type ScopeLimits } from '../routes/scope-limits.ts'
import type { Access, Identified } from './access.ts'
import { createAttemptLimit } from './attempt-limit.ts'
import { toClientNetwork } from './client-network.ts'
import { findIdentity } from './jwt-identity.ts'
import type { Digest } from './match-secret.ts'
import {
  createSigningKeys,
  KeysUnavailable,
  keyLimits,
  type SigningKeysTools,
} from './signing-keys.ts'
import { createVerifiedTokens } from './verified-tokens.ts'

/** Dependencies of this method. */
export type JwtAccessTools = Pick<SigningKeysTools, 'fetchKeys'> & {
  settings: JwtSettings
  limits: ScopeLimits
  /** Milliseconds since the epoch. */
  now: () => number
  digest: Digest
  /** The minimum time between two fetches because of an unknown key. */
  keyCooldownMs?: number | undefined
}

/** A compact JWT. Two header lines joined by a comma do not match. */
const compactToken = /^[\w-]+\.[\w-]+\.[\w-]+$/
const maxTokenLength = 16_384
const clockToleranceS = 60

/** Creates the access; keys are fetched with the first token, or by `findStartProblem`. */
export function createJwtAccess(tools: JwtAccessTools): Access {
  const { settings, now, fetchKeys, keyCooldownMs: cooldownMs } = tools
  const keys = createSigningKeys({ url: settings.keysUrl, fetchKeys, now, cooldownMs })
  const attempts = createAttemptLimit(now, { freeFailures: 30, firstWaitMs: 60_000 })
  const verified = createVerifiedTokens(now)

  async function verify(token: string, request: ProxyRequest): Promise<JWTPayload> {
    if (token.length > maxTokenLength || !compactToken.test(token)) throw new errors.JWTInvalid()
    const { payload } = await jwtVerify(token, keys.toGetKey(request), {
      algorithms: [...settings.algorithms],
      issuer: settings.issuer,
      audience: settings.audience,
      clockTolerance: clockToleranceS,
      requiredClaims: ['exp', 'iat', 'aud', 'iss'],
      currentDate: new Date(now()),
    })
    // jose checks `iat` only together with a maximum age.
    if ((payload.iat ?? 0) * 1_000 > now() + clockToleranceS * 1_000) {
      throw new errors.JWTInvalid('The token was issued in the future.')
    }
    return payload
  }

  /**
   * Only tokens that were found invalid are counted and made to wait: others behind the same address may be valid.
   * An unknown key may be known after the next fetch, so it never waits longer.
   */
  function refuse(error: unknown, { address }: ProxyRequest): ProxyResponse {
    if (error instanceof KeysUnavailable) {
      const headers = toRetryAfter(error.waitMs)
      return createErrorResponse('identity-unavailable', { headers })
    }
    if (!(error instanceof errors.JOSEError)) throw error
    const network = toClientNetwork(address)
    const waitMs = attempts.waitMs(network)
    if (waitMs === 0) {
      attempts.fail(network)
      return createErrorResponse('no-identity')
    }
    const maxMs = error instanceof errors.JWKSNoMatchingKey ? keyLimits.cooldownMs : waitMs
    const headers = toRetryAfter(Math.min(waitMs, maxMs))
    return createErrorResponse('too-many-attempts', { headers })
  }

  return {
    signOutUrl: settings.signOutUrl,
    async findStartProblem() {
      if (await keys.prefetch()) return undefined
      return `The keys of the sign-in proxy could not be fetched from ${settings.keysUrl}. Until they can be, no one can sign in.`
    },
    async identify(request) {
      const token = findToken(request, settings.header)
      if (token === undefined) return { refusal: createErrorResponse('no-identity') }
      const key = await tools.digest(token)
      const remembered = verified.find(key)
      if (remembered) return toIdentified(remembered, tools)
      try {
        const payload = await verify(token, request)
        verified.add(key, payload)
        return toIdentified(payload, tools)
      } catch (error) {
        return { refusal: refuse(error, request) }
      }
    },
  }
}

function toRetryAfter(waitMs: number): Record<string, string> {
  return { [headerNames.retryAfter]: String(Math.max(1, Math.ceil(waitMs / 1_000))) }
}

/** The token in a header; `Authorization` has to say `Bearer` before it. */
function findToken({ headers }: ProxyRequest, name: string): string | undefined {
  const value = headers.get(name)
  return name === 'authorization' ? /^Bearer +(\S.*)$/i.exec(value ?? '')?.[1] : value
}

function toIdentified(payload: JWTPayload, { settings, limits }: JwtAccessTools): Identified {
  const identity = findIdentity(payload, settings.claims)
  if (!identity) return { refusal: createErrorResponse('no-identity') }
  const { policy } = settings
  const isService = 'service' in identity
  // Without a policy, every person is let in; a service has to be listed.
  const granted = policy ? findGrantedLimits(policy, identity) : isService ? undefined : limits
  const name = isService ? identity.service : 'email' in identity ? identity.email : identity.user
  if (!granted) return { refusal: createErrorResponse('not-permitted'), name }
  return {
    principal: {
      kind: isService ? 'service' : 'person',
      name,
      limits: intersectLimits(limits, granted),
      seesAll: !policy || !isLimited(granted),
    },
  }
}
