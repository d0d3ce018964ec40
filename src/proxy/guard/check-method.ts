/** Refuses methods that an endpoint does not have, and request bodies where it takes none. */
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'

/** Refuses methods that are not `allowed` with 405, and with 400 any request body unless the endpoint takes one. */
export function checkMethod(
  { method, headers }: ProxyRequest,
  allowed: readonly string[],
  takesBody = false,
): ProxyResponse | undefined {
  if (!allowed.includes(method)) {
    return createErrorResponse('method-not-allowed', { headers: { allow: allowed.join(', ') } })
  }
  const hasBody =
    headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) !== 0
  return hasBody && !takesBody ? createErrorResponse('body-not-allowed') : undefined
}
