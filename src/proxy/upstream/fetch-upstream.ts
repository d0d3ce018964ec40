/** The way upstream for whoever speaks web standards: the emulator, and `fetch` on Workers. */

import { toAbortSignal } from '../http/abort-source.ts'
import { apiOrigin } from '../routes/route-table.ts'
import type { Upstream } from './seam.ts'

/** What `fetch` is when it is given a whole request. */
export type Fetch = (request: Request) => Promise<Response>

/** Asks through `fetch`. A redirect followed would carry the credential to wherever it points. */
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
