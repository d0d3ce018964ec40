/**
 * Refuses header names that two readers could read differently: some servers take `_` for `-`, which
 * has let forged identity headers pass behind the check for them.
 */
import type { MiddlewareHandler } from 'hono'
import { createErrorResponse } from '../error-response.ts'
import { type ProxyEnv, readIncoming } from '../request-context.ts'

/** Most header lines; the parser would silently leave out those beyond two thousand. */
const mostHeaders = 200

/** Refuses names with an underscore (400), and more lines than anybody needs (431). */
export function checkHeaders(): MiddlewareHandler<ProxyEnv> {
  return async function refuseOddHeaders(c, next) {
    const lines = readIncoming(c)?.rawHeaders?.length
    const names = [...c.req.raw.headers.keys()]
    if ((lines === undefined ? names.length : lines / 2) > mostHeaders) {
      return createErrorResponse('headers-too-large')
    }
    if (names.some((name) => name.includes('_'))) return createErrorResponse('malformed-request')
    await next()
  }
}
