/** The upstream for web standards: the emulator, and `fetch` on Workers. */

import { toAbortSignal } from '../http/abort-source.ts'
import { apiOrigin } from '../routes/route-table.ts'
import type { Upstream } from './seam.ts'

/** `fetch` with a whole request. */
export type Fetch = (request: Request) => Promise<Response>

/** Sends requests through `fetch`. Redirects are not followed: they would take the credential elsewhere. */
export function createFetchUpstream(fetch: Fetch): Upstream {
  return async function ask({ target, headers, signal }) {
    const init = { headers, signal: toAbortSignal(signal), redirect: 'manual' } as const
    const response = await fetch(new Request(apiOrigin + target, init))
    const header = (name: string) => response.headers.get(name) ?? undefined
    return {
      status: response.status,
      header,
      body: response.body,
      wireCoding: isUndone(header('content-encoding')) ? undefined : 'unknown',
    }
  }
}

/**
 * Workers undo `gzip` and `br`, written exactly so, and break off a body whose coding does not end. The bytes of any
 * other coding come as they were sent.
 */
function isUndone(coding = ''): boolean {
  return ['', 'gzip', 'br'].includes(coding) || coding.toLowerCase() === 'identity'
}
