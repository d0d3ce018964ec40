/** Who asks, as far as the proxy found out, and what they may ask about. */
import type { Caller } from '../http/request-context.ts'
import type { ScopeLimits } from '../routes/scope-limits.ts'

/** A caller that was let in. */
export type Principal = Caller & {
  /** The accounts and zones that they may ask about. */
  limits: ScopeLimits
  /** Whether they may ask about everything that the proxy may, and so may know how it stands. */
  seesAll: boolean
}

/** Tells principals apart, who may have equal names. */
export function toPrincipalKey({ kind, name }: Caller): string {
  return `${kind} ${name}`
}
