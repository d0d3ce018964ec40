/** HTTP headers that both proxy and web use. Names are in lower case. */

/** The header names, by purpose. */
export const headerNames = {
  /** Sent with every request for data; another site could add it only after a preflight, which is never granted. */
  own: 'x-gumshoe',
  /** Who waits for the answer: a lane of `lane.ts`. */
  lane: 'x-gumshoe-lane',
  /** Names the search that a request belongs to: a random UUID of the page, under which it asks for witness records. */
  search: 'x-gumshoe-search',
  /** The id of the request in the proxy's log, in every response. */
  requestId: 'x-request-id',
  /** The Ray ID of the proxy's own request to Cloudflare. */
  cfRay: 'cf-ray',
  /** Seconds until the request may be repeated (RFC 9110, section 10.2.3). */
  retryAfter: 'retry-after',
  /** Carries the metrics below, so that a page has them before its first request. */
  serverTiming: 'server-timing',
} as const

/** The only value of `x-gumshoe`. */
export const ownHeaderValue = '1'

/** Metrics in `server-timing` whose descriptions carry the proxy's time (RFC 3339) and its mode. */
export const serverTimingMetrics = { clock: 'clock', mode: 'mode' } as const
