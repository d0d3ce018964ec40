/**
 * Keeps other sites from reading data through a visitor's browser. A cross-site page can add a
 * header of its own only after a preflight, which is never granted here.
 */
import type { MiddlewareHandler } from 'hono'
import { createErrorResponse } from '../error-response.ts'
import type { ProxyEnv } from '../request-context.ts'

/** Refuses with 403: no `x-gumshoe: 1`, a foreign Origin, or a Sec-Fetch-Site but same-origin. */
export function checkCrossSite(allowedOrigins: readonly string[]): MiddlewareHandler<ProxyEnv> {
  return async function refuseCrossSite(c, next) {
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    if (origin !== undefined && !allowedOrigins.includes(origin)) {
      return createErrorResponse('foreign-origin')
    }
    if (site !== undefined && site !== 'same-origin') return createErrorResponse('cross-site')
    if (c.req.header('x-gumshoe') !== '1') return createErrorResponse('missing-header')
    await next()
  }
}
