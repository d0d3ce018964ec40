/**
 * Refuses ambiguous header names. Some servers treat `_` as `-`, which lets a forged identity header bypass
 * the check for it.
 */
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'

/** The maximum number of header lines; Node's parser silently drops those beyond 2,000. */
const maxHeaderLines = 200

/** Refuses names with an underscore (400), and more than 200 lines (431). */
export function checkHeaders({ headers, headerLines }: ProxyRequest): ProxyResponse | undefined {
  if (headerLines > maxHeaderLines) return createErrorResponse('headers-too-large')
  for (const name of headers.keys()) {
    if (name.includes('_')) return createErrorResponse('malformed-request')
  }
  return undefined
}
