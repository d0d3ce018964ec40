/** Titles for the proxy's own errors, where the title of their status would blame Cloudflare or the credential. */
import type { ApiMessage } from '../../cloudflare/api-error.ts'
import {
  findOwnError,
  findOwnErrorWait,
  type MissingSession,
  missingSessionErrors,
  type OwnErrorName,
  type OwnErrorWait,
} from '../../contract/own-errors.ts'

/** An own error as the screen needs it. */
export type OwnRefusal = {
  /** Absent where the title of the HTTP status is shown. */
  title: string | undefined
  missing: MissingSession | undefined
  wait: OwnErrorWait | undefined
}

/** The screen shows the title of the HTTP status, see `statusTitles` in api-failure.ts. */
const byStatus = undefined

const foreignPage = 'Gumshoe’s proxy refused this page'

/** A new own error does not compile until it has a title here, or is marked `byStatus`. */
const titles = {
  'malformed-request': byStatus,
  'bad-target': byStatus,
  'body-not-allowed': byStatus,
  'bad-parameter': byStatus,
  'bad-body': byStatus,
  'missing-header': foreignPage,
  'foreign-origin': foreignPage,
  'cross-site': foreignPage,
  'no-session': 'There is no session, or it has ended',
  'wrong-key': 'That key opens nothing',
  'too-many-attempts': 'Too many wrong keys came from here',
  'no-identity': 'You are not signed in',
  'not-permitted': 'You may not read logs with this Gumshoe',
  'identity-unavailable': 'Gumshoe’s proxy could not check who you are',
  'not-found': byStatus,
  'method-not-allowed': byStatus,
  'request-timeout': byStatus,
  'too-long': byStatus,
  'wrong-host': byStatus,
  'headers-too-large': byStatus,
  'rate-limited': byStatus,
  'client-gone': byStatus,
  'quota-exhausted': byStatus,
  'too-many-at-once': 'Gumshoe’s proxy is busy',
  internal: 'Gumshoe’s proxy failed',
  misconfigured: 'Gumshoe’s proxy is not configured',
  'upstream-unreachable': byStatus,
  'upstream-redirect': byStatus,
  'upstream-type': byStatus,
  'upstream-unusable': byStatus,
  'upstream-name-unknown': byStatus,
  'upstream-untrusted': byStatus,
  'upstream-encoding': byStatus,
  'upstream-truncated': byStatus,
  'upstream-too-large': byStatus,
  'deadline-exceeded': byStatus,
  'circuit-open': byStatus,
  'shutting-down': 'Gumshoe’s proxy is being stopped',
  'timestamps-off': 'This Gumshoe has no timestamp authority',
  'timestamps-limited': 'Too many timestamps were asked for',
  'timestamp-refused': 'The timestamp authority refused',
  'timestamp-unreachable': 'The timestamp authority could not be reached',
  'timestamp-wrong': 'The timestamp authority’s answer is no timestamp',
} as const satisfies Record<OwnErrorName, string | typeof byStatus>

/** Reads an own error from the errors of a refusal; `undefined` when the refusal is Cloudflare's. */
export function findOwnRefusal(errors: readonly ApiMessage[]): OwnRefusal | undefined {
  const name = findOwnError(errors)
  if (name === undefined) return undefined
  return {
    title: titles[name],
    missing: missingSessionErrors.find((missing) => missing === name),
    wait: findOwnErrorWait(name),
  }
}
