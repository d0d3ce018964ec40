/**
 * The proxy's own errors, shared by proxy and web. They have the envelope of Cloudflare's API, so a client reads
 * all failures in the same form; Cloudflare uses no code from 990000 to 990099. The proxy adds the message for
 * people who call it directly, the web adds the title on the screen.
 */
import type { ApiMessage } from '../cloudflare/api-error.ts'

/**
 * Why a request may be repeated later, when the client can do it by itself: the proxy's share of the quota
 * is used up, too many requests of this client are in progress, too many wrong keys were tried from its
 * network, or the proxy is restarting. The first three carry `Retry-After`.
 */
export type OwnErrorWait = 'share' | 'busy' | 'attempts' | 'absent'

type OwnErrorFacts = { code: number; status: number; wait?: OwnErrorWait }

/** Every own error by name: its code, its HTTP status, and the reason to wait, if any. */
export const ownErrors = {
  'malformed-request': { code: 990000, status: 400 },
  'bad-target': { code: 990001, status: 400 },
  'body-not-allowed': { code: 990002, status: 400 },
  'bad-parameter': { code: 990003, status: 400 },
  'bad-body': { code: 990004, status: 400 },
  'missing-header': { code: 990010, status: 403 },
  'foreign-origin': { code: 990011, status: 403 },
  'cross-site': { code: 990012, status: 403 },
  'no-session': { code: 990014, status: 401 },
  'wrong-key': { code: 990015, status: 401 },
  'too-many-attempts': { code: 990016, status: 429, wait: 'attempts' },
  'no-identity': { code: 990017, status: 401 },
  'not-permitted': { code: 990018, status: 403 },
  'identity-unavailable': { code: 990019, status: 503 },
  'not-found': { code: 990020, status: 404 },
  'method-not-allowed': { code: 990021, status: 405 },
  'request-timeout': { code: 990022, status: 408 },
  'too-long': { code: 990023, status: 414 },
  'wrong-host': { code: 990024, status: 421 },
  'headers-too-large': { code: 990025, status: 431 },
  'rate-limited': { code: 990030, status: 429 },
  'client-gone': { code: 990031, status: 499 },
  'quota-exhausted': { code: 990032, status: 429, wait: 'share' },
  'too-many-at-once': { code: 990033, status: 429, wait: 'busy' },
  internal: { code: 990040, status: 500 },
  misconfigured: { code: 990041, status: 503 },
  'upstream-unreachable': { code: 990050, status: 502 },
  'upstream-redirect': { code: 990051, status: 502 },
  'upstream-type': { code: 990052, status: 502 },
  'upstream-unusable': { code: 990053, status: 502 },
  'upstream-name-unknown': { code: 990054, status: 502 },
  'upstream-untrusted': { code: 990055, status: 502 },
  'upstream-encoding': { code: 990056, status: 502 },
  'upstream-truncated': { code: 990057, status: 502 },
  'upstream-too-large': { code: 990058, status: 502 },
  'deadline-exceeded': { code: 990060, status: 504 },
  'circuit-open': { code: 990061, status: 503 },
  'shutting-down': { code: 990062, status: 503, wait: 'absent' },
  'timestamps-off': { code: 990070, status: 404 },
  'timestamps-limited': { code: 990071, status: 429 },
  'timestamp-refused': { code: 990072, status: 502 },
  'timestamp-unreachable': { code: 990073, status: 502 },
  'timestamp-wrong': { code: 990074, status: 502 },
} as const satisfies Record<string, OwnErrorFacts>

/** The name of an own error. */
export type OwnErrorName = keyof typeof ownErrors

/** Own errors after which the user has to sign in, or needs a permission, before anything can be read. */
export const missingSessionErrors = [
  'no-session',
  'no-identity',
  'not-permitted',
] as const satisfies readonly OwnErrorName[]

/** Why this client may read nothing: no session, no identity, or no permission. */
export type MissingSession = (typeof missingSessionErrors)[number]

const namesByCode: ReadonlyMap<number, OwnErrorName> = new Map(
  (Object.keys(ownErrors) as OwnErrorName[]).map((name) => [ownErrors[name].code, name]),
)

/** The own error that an envelope's errors report; `undefined` when the failure is Cloudflare's. */
export function findOwnError(errors: readonly ApiMessage[]): OwnErrorName | undefined {
  for (const { code } of errors) {
    const name = code === undefined ? undefined : namesByCode.get(code)
    if (name) return name
  }
  return undefined
}

/** Why the client may repeat a request after waiting; `undefined` when waiting does not help. */
export function findOwnErrorWait(name: OwnErrorName): OwnErrorWait | undefined {
  const facts: OwnErrorFacts = ownErrors[name]
  return facts.wait
}
