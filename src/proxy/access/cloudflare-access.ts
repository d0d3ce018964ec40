/**
 * Identifies callers who signed in at Cloudflare Access by its signed assertion, which is verified with each
 * request. Unsigned identity headers and the cookie of Access are ignored.
 * Source: “Validate JWTs” in Cloudflare’s documentation of Access.
 */
import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose'
import { headerNames } from '../../contract/headers.ts'
import { findGrantedLimits, type Identity } from '../config/access-policy.ts'
import type { CloudflareAccessSettings } from '../config/parse-access.ts'
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'
import { intersectLimits, isLimited, type ScopeLimits } from '../routes/scope-limits.ts'
import type { Access, Identified } from './access.ts'
import { createAttemptLimit } from './attempt-limit.ts'
import { toClientNetwork } from './client-network.ts'
import type { Digest } from './match-secret.ts'

/** Dependencies of this method. */
export type CloudflareAccessTools = {
  settings: CloudflareAccessSettings
  limits: ScopeLimits
  /** Milliseconds since the epoch. */
  now: () => number
  digest: Digest
  /** Fetches the team’s public keys. */
  fetchKeys: (url: string, init: RequestInit) => Promise<Response>
  /** The wait before unknown keys are fetched again. */
  keyCooldownMs?: number | undefined
}

/** A compact JWT. Two header lines joined by a comma do not match. */
const compactToken = /^[\w-]+\.[\w-]+\.[\w-]+$/
const maxTokenLength = 16_384
const clockToleranceS = 60
/** Keys rotate every six weeks and stay valid for a week after. */
const keysMaxAgeMs = 3_600_000
/** Verified assertions are cached this long, so that a flood of bad ones does not lock out valid users. */
const memoryMs = 300_000
const maxRemembered = 1_000

/** Creates the access; keys are fetched with the first assertion. */
export function createCloudflareAccess(tools: CloudflareAccessTools): Access {
  const { settings, now } = tools
  const getKey = createRemoteJWKSet(new URL(`${settings.issuer}/cdn-cgi/access/certs`), {
    cacheMaxAge: keysMaxAgeMs,
    cooldownDuration: tools.keyCooldownMs ?? 30_000,
    timeoutDuration: 5_000,
    [customFetch]: tools.fetchKeys,
  })
  const attempts = createAttemptLimit(now, { freeFailures: 30, firstWaitMs: 60_000 })
  const verified = new Map<string, { payload: JWTPayload; untilMs: number }>()

  async function verify(token: string): Promise<JWTPayload> {
    const { payload } = await jwtVerify(token, getKey, {
      algorithms: ['RS256'],
      issuer: settings.issuer,
      audience: settings.audience,
      clockTolerance: clockToleranceS,
      requiredClaims: ['exp', 'iat', 'aud', 'iss'],
      currentDate: new Date(now()),
    })
    // jose checks `iat` only together with a maximum age.
    if ((payload.iat ?? 0) * 1_000 > now() + clockToleranceS * 1_000) {
      throw new errors.JWTInvalid('The assertion was issued in the future.')
    }
    return payload
  }

  function findRemembered(key: string): JWTPayload | undefined {
    const known = verified.get(key)
    const isFresh = known && now() < known.untilMs && now() < (known.payload.exp ?? 0) * 1_000
    return isFresh ? known.payload : undefined
  }

  function remember(key: string, payload: JWTPayload): void {
    verified.delete(key)
    verified.set(key, { payload, untilMs: now() + memoryMs })
    const [oldest] = verified.keys()
    if (verified.size > maxRemembered && oldest !== undefined) verified.delete(oldest)
  }

  async function readAssertion({
    headers,
    address,
  }: ProxyRequest): Promise<{ payload: JWTPayload } | { refusal: ProxyResponse }> {
    const token = headers.get('cf-access-jwt-assertion')
    if (token === undefined) return { refusal: createErrorResponse('no-identity') }
    const key = await tools.digest(token)
    const remembered = findRemembered(key)
    if (remembered) return { payload: remembered }
    const network = toClientNetwork(address)
    const waitMs = attempts.waitMs(network)
    if (waitMs > 0) {
      const wait = { [headerNames.retryAfter]: String(Math.ceil(waitMs / 1_000)) }
      return { refusal: createErrorResponse('too-many-attempts', { headers: wait }) }
    }
    try {
      if (token.length > maxTokenLength || !compactToken.test(token)) throw new errors.JWTInvalid()
      const payload = await verify(token)
      remember(key, payload)
      return { payload }
    } catch (error) {
      if (!isOfToken(error)) return { refusal: createErrorResponse('identity-unavailable') }
      attempts.fail(network)
      return { refusal: createErrorResponse('no-identity') }
    }
  }

  return {
    async identify(request) {
      const read = await readAssertion(request)
      if ('refusal' in read) return read
      return toIdentified(read.payload, tools)
    },
  }
}

/** Whether the assertion is invalid, as opposed to the keys not being available. */
function isOfToken(error: unknown): boolean {
  const blameless = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']
  return error instanceof errors.JOSEError && !blameless.includes(error.code)
}

function toIdentified(
  payload: JWTPayload,
  { settings, limits }: CloudflareAccessTools,
): Identified {
  const identity = findIdentity(payload)
  if (!identity) return { refusal: createErrorResponse('no-identity') }
  const { policy } = settings
  const isService = 'service' in identity
  // Without a policy, every person is let in; a service has to be listed.
  const granted = policy ? findGrantedLimits(policy, identity) : isService ? undefined : limits
  const name = isService ? identity.service : identity.email
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

function findIdentity(payload: JWTPayload): Identity | undefined {
  const { email, common_name: service, custom } = payload
  if (typeof email === 'string' && email !== '') {
    return /^[\x21-\x39\x3b-\x3f\x41-\x7e]+@[\x21-\x39\x3b-\x3f\x41-\x7e]+$/.test(email)
      ? {
          email: email.toLowerCase(),
          groups: findGroups(payload.groups) ?? findGroups(custom) ?? [],
        }
      : undefined
  }
  return typeof service === 'string' && /^[\x21-\x7e]{1,200}$/.test(service)
    ? { service }
    : undefined
}

/** Groups as the identity provider sends them: a list of names, or an object with such a list. */
function findGroups(value: unknown): string[] | undefined {
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string')
  const isHolder = typeof value === 'object' && value !== null && 'groups' in value
  return isHolder ? findGroups(value.groups) : undefined
}
