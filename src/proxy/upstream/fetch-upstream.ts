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
    return {
      status: response.status,
      header: (name) => response.headers.get(name) ?? undefined,
      body: response.body,
    }
  }
}
