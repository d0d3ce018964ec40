/**
 * The headers that every response carries, errors and static files included. Data are never stored
 * by caches; whatever may be says so itself.
 */
import type { ProxyResponse } from '../proxy-response.ts'

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

const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Adds them, and `cache-control: no-store` unless the response chose another. */
export function addSecurityHeaders({ status, headers, body }: ProxyResponse): ProxyResponse {
  return {
    status,
    headers: { 'cache-control': 'no-store', ...headers, ...securityHeaders },
    body,
  }
}
