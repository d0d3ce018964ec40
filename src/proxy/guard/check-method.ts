/** Allows reading only: refuses other methods, and request bodies. */
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'

/** Refuses methods that are not `allowed` with 405, and any request body with 400. */
export function checkMethod(
  { method, headers }: ProxyRequest,
  allowed: readonly string[],
): ProxyResponse | undefined {
  if (!allowed.includes(method)) {
    return createErrorResponse('method-not-allowed', { headers: { allow: allowed.join(', ') } })
  }
  const hasBody =
    headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) !== 0
  return hasBody ? createErrorResponse('body-not-allowed') : undefined
}
