/**
 * Prevents other sites from reading data through a visitor's browser. A cross-site page can add a custom
 * header only after a preflight request, which the proxy never grants.
 */
import { headerNames, ownHeaderValue } from '../../contract/headers.ts'
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'

/** Refuses with 403: no `x-gumshoe: 1`, a foreign Origin, or a Sec-Fetch-Site other than same-origin. */
export function checkCrossSite(
  { headers }: ProxyRequest,
  allowedOrigins: readonly string[],
): ProxyResponse | undefined {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  if (origin !== undefined && !allowedOrigins.includes(origin)) {
    return createErrorResponse('foreign-origin')
  }
  if (site !== undefined && site !== 'same-origin') return createErrorResponse('cross-site')
  const hasOwnHeader = headers.get(headerNames.own) === ownHeaderValue
  return hasOwnHeader ? undefined : createErrorResponse('missing-header')
}
