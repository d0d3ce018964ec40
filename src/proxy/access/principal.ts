/** Who asks, as far as the proxy found out, and what they may ask about. */
import type { ScopeLimits } from '../routes/scope-limits.ts'

/**
 * Somebody who may ask. `anyone` exists in demo mode only; whoever has the launch key has no name; a
 * person and a service were named by the identity provider.
 */
export type Principal = {
  kind: 'anyone' | 'launch-key' | 'person' | 'service'
  /** For the log and the screen: an email address, a service's name, or which session it is. */
  name: string
  /** The accounts and zones that they may ask about. */
  limits: ScopeLimits
  /** Whether they may ask about everything that the proxy may, and so may know how it stands. */
  seesAll: boolean
}

/** Tells principals apart, who may have equal names. */
export function toPrincipalKey({ kind, name }: Principal): string {
  return `${kind} ${name}`
}
