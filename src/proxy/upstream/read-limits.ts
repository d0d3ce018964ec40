/**
 * Parses the headers of an upstream response that report limits. Malformed headers are ignored: they must
 * neither stop the proxy nor make it send too many requests.
 */
import type { QuotaObservation } from './quota-bucket.ts'
import type { UpstreamResponse } from './seam.ts'

/** The minimum and maximum wait that a header can cause. */
const waits = { minMs: 1_000, maxMs: 300_000 } as const

/** The date format of RFC 9110, section 5.6.7. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * The wait that `Retry-After` asks for, in milliseconds from 1 s to 5 min: whole or broken seconds, or a
 * date. `undefined` without the header or for anything else.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined
  const text = header.trim()
  const waitMs = /^\d{1,9}(\.\d{1,3})?$/.test(text)
    ? Number(text) * 1_000
    : httpDate.test(text)
      ? Date.parse(text) - nowMs
      : Number.NaN
  if (Number.isNaN(waitMs)) return undefined
  return Math.ceil(Math.min(waits.maxMs, Math.max(waits.minMs, waitMs)))
}

/**
 * Requests left and the time until the window ends, from `Ratelimit: "default";r=50;t=30`. Of several
 * limits the one with the fewest requests left. Source: Cloudflare's “Rate limits” page, 2025-09-03.
 */
export function parseRatelimit(header: string | undefined): QuotaObservation['left'] {
  const limits = header?.split(',').flatMap((item) => {
    const match = /^\s*"[\w-]{1,32}";\s?r=(\d{1,7});\s?t=(\d{1,5})\s*$/.exec(item)
    return match ? [{ requests: Number(match[1]), resetMs: Number(match[2]) * 1_000 }] : []
  })
  return limits?.sort((a, b) => a.requests - b.requests)[0]
}

/** All limits that a response reports. */
export function readLimits({ status, header }: UpstreamResponse, nowMs: number): QuotaObservation {
  return {
    status,
    retryAfterMs: parseRetryAfter(header('retry-after'), nowMs),
    left: parseRatelimit(header('ratelimit')),
  }
}
