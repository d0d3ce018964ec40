/**
 * The refusals that come from Gumshoe's own proxy, by code: what they are called where their status alone would
 * blame somebody else, and what they mean for a session and for requests that wait. The codes are those of the
 * proxy's table of errors.
 */
import type { ApiMessage } from '../../cloudflare/api-error.ts'

/** Why nothing may be read: no launch key given yet, nobody signed in, or somebody without permission. */
export type MissingSession = 'no-session' | 'no-identity' | 'not-permitted'

/** One of them; whatever is not there is as with any refusal of the same status. */
export type OwnRefusal = {
  title?: string
  missing?: MissingSession
  /** Why requests have to wait; `absent` is a proxy that comes back. */
  wait?: 'share' | 'busy' | 'attempts' | 'absent'
}

const foreignPage: OwnRefusal = { title: 'Gumshoe’s proxy refused this page' }

const ownRefusals: Readonly<Record<number, OwnRefusal>> = {
  990010: foreignPage,
  990011: foreignPage,
  990012: foreignPage,
  990014: { title: 'There is no session, or it has ended', missing: 'no-session' },
  990015: { title: 'That key opens nothing' },
  990016: { title: 'Too many wrong keys came from here', wait: 'attempts' },
  990017: { title: 'You are not signed in', missing: 'no-identity' },
  990018: { title: 'You may not read logs with this Gumshoe', missing: 'not-permitted' },
  990019: { title: 'Gumshoe’s proxy could not check who you are' },
  990032: { wait: 'share' },
  990033: { title: 'Gumshoe’s proxy is busy', wait: 'busy' },
  990040: { title: 'Gumshoe’s proxy failed' },
  990041: { title: 'Gumshoe’s proxy is not configured' },
  990062: { title: 'Gumshoe’s proxy is being stopped', wait: 'absent' },
}

/** What the errors of a refusal say of the proxy itself, if they do. */
export function findOwnRefusal(errors: readonly ApiMessage[]): OwnRefusal | undefined {
  return (
    errors.map(({ code }) => code !== undefined && ownRefusals[code]).find(Boolean) || undefined
  )
}
