/** Relays a short list of upstream headers, each only if it has its documented form. */
import { headerNames } from '../../contract/headers.ts'
import type { UpstreamResponse } from '../upstream/seam.ts'

const relayed: readonly (readonly [name: string, pattern: RegExp])[] = Object.entries({
  [headerNames.cfRay]: /^[0-9a-f]{16}(-[A-Z]{3})?$/,
  // Seconds, or a date as RFC 9110 (section 5.6.7) writes it.
  [headerNames.retryAfter]:
    /^(\d{1,6}|[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT)$/,
  // As in Cloudflare's documentation of its rate limits: "default";r=50;t=30
  ratelimit: /^"[\w-]{1,32}"(;\s?[a-z]{1,8}=\d{1,9}){1,4}$/,
  'ratelimit-policy': /^"[\w-]{1,32}"(;\s?[a-z]{1,8}=\d{1,9}){1,4}$/,
})

/** The relayed headers of an upstream response. */
export function toRelayedHeaders({ header }: UpstreamResponse): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, pattern] of relayed) {
    const value = header(name)
    if (value !== undefined && pattern.test(value)) found[name] = value
  }
  return found
}
