/**
 * Refuses header names that two readers could read differently: some servers take `_` for `-`, which
 * has let forged identity headers pass behind the check for them.
 */
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'

/** Most header lines; the parser would silently leave out those beyond two thousand. */
const maxHeaderLines = 200

/** Refuses names with an underscore (400), and more lines than anybody needs (431). */
export function checkHeaders({ headers, headerLines }: ProxyRequest): ProxyResponse | undefined {
  if (headerLines > maxHeaderLines) return createErrorResponse('headers-too-large')
  for (const name of headers.keys()) {
    if (name.includes('_')) return createErrorResponse('malformed-request')
  }
  return undefined
}
