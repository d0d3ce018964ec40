/**
 * The one question before every answer with data: who asks? Each way of finding out is one object of
 * this shape; without any, everybody would be let in, so there is no default.
 */
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'
import type { ScopeLimits } from '../routes/scope-limits.ts'
import type { Principal } from './principal.ts'

/** Who asks, or the answer to whoever may not, with the name of somebody who is known all the same. */
export type Identified = { principal: Principal } | { refusal: ProxyResponse; name?: string }

/** A way of finding out who asks. */
export type Access = {
  identify: (request: ProxyRequest) => Promise<Identified>
  /** Begins and ends a session, where there are sessions. */
  session?: {
    open: (request: ProxyRequest) => Promise<ProxyResponse>
    end: (request: ProxyRequest) => Promise<ProxyResponse>
  }
}

/** Lets everybody in: for made-up data on this computer. */
export function createOpenAccess(limits: ScopeLimits): Access {
  const principal: Principal = { kind: 'anyone', name: 'anyone', limits, seesAll: true }
  return { identify: async () => ({ principal }) }
}
