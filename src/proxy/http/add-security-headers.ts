/**
 * Security headers for every response, errors and static files included. Responses are not cached unless
 * they set `cache-control` themselves.
 */
import { headerNames } from '../../contract/headers.ts'
import type { FinalResponse, ProxyResponse } from './proxy-response.ts'

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

const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const
const securityLines: readonly string[] = Object.entries(securityHeaders).flat()

/** Adds them, the request id if there is one, and `cache-control: no-store` unless the response sets another. */
export function addSecurityHeaders(
  { status, headers, body }: ProxyResponse,
  requestId?: string,
): FinalResponse {
  const all = [...securityLines]
  if (headers['cache-control'] === undefined) all.push('cache-control', 'no-store')
  if (requestId !== undefined) all.push(headerNames.requestId, requestId)
  for (const name in headers) {
    if (!(name in securityHeaders)) all.push(name, headers[name] ?? '')
  }
  return { status, headers: all, body }
}
