/** An identified caller and its permissions. */
import type { Caller } from '../http/request-context.ts'
import type { ScopeLimits } from '../routes/scope-limits.ts'

/** A caller that was let in. */
export type Principal = Caller & {
  /** The accounts and zones that the caller may read. */
  limits: ScopeLimits
  /** Whether the caller may read everything that the proxy may, and see its state. */
  seesAll: boolean
}

/** A key that is unique per principal; names of different kinds may be equal. */
export function toPrincipalKey({ kind, name }: Caller): string {
  return `${kind} ${name}`
}
