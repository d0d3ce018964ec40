/**
 * Identifies callers before any data are served. Each method of identification implements `Access`. There is
 * no default, because a forgotten one would let everyone in.
 */
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'
import type { ScopeLimits } from '../routes/scope-limits.ts'
import type { Principal } from './principal.ts'

/** The principal, or a refusal; `name` is set when a known caller lacks permission. */
export type Identified = { principal: Principal } | { refusal: ProxyResponse; name?: string }

/** A method of identifying callers. */
export type Access = {
  identify: (request: ProxyRequest) => Promise<Identified>
  /** Opens and ends sessions, for methods that have them. */
  session?: {
    open: (request: ProxyRequest) => Promise<ProxyResponse>
    end: (request: ProxyRequest) => Promise<ProxyResponse>
  }
  /** Where the browser signs out at the proxy in front of this server; a path or an https address. */
  signOutUrl?: string | undefined
  /** Prepares for the first caller, and returns a sentence for the operator if that fails. */
  findStartProblem?: () => Promise<string | undefined>
}

/** Lets every caller in; for demo data on this computer. */
export function createOpenAccess(limits: ScopeLimits): Access {
  const principal: Principal = { kind: 'anyone', name: 'anyone', limits, seesAll: true }
  return { identify: async () => ({ principal }) }
}
