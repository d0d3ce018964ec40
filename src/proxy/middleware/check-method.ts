/**
 * Reading only. Hono runs the handlers of GET for HEAD as well, so the method is checked here and
 * not left to the router.
 */
import type { MiddlewareHandler } from 'hono'
import { createErrorResponse } from '../error-response.ts'
import type { ProxyEnv } from '../request-context.ts'

/** Refuses other methods with 405, and any request body with 400. */
export function checkMethod(allowed: readonly string[]): MiddlewareHandler<ProxyEnv> {
  const allow = allowed.join(', ')
  return async function refuseOtherMethods(c, next) {
    if (!allowed.includes(c.req.method)) {
      return createErrorResponse('method-not-allowed', { headers: { allow } })
    }
    const hasBody =
      c.req.header('transfer-encoding') !== undefined ||
      Number(c.req.header('content-length') ?? 0) !== 0
    if (hasBody) return createErrorResponse('body-not-allowed')
    await next()
  }
}
