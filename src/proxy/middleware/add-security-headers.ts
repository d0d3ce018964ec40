/**
 * The headers that every response carries, errors and static files included. Data are never stored
 * by caches; whatever may be says so itself.
 */
import type { MiddlewareHandler } from 'hono'
import type { ProxyEnv } from '../request-context.ts'

/**
 * No inline script or style, no evaluation, no other origin. The one Trusted Types policy is for
 * `new Worker(url)`, which takes a script URL.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types gumshoe-worker',
].join('; ')

/** The headers themselves, for responses that are made outside the chain. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Sets them, and `cache-control: no-store` unless the response chose another. */
export function addSecurityHeaders(): MiddlewareHandler<ProxyEnv> {
  return async function addHeaders(c, next) {
    await next()
    const { headers } = c.res
    for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value)
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  }
}
