/** The seam to what is asked: the real API, or the emulator. No other code knows the difference. */

import type { AbortSignalLike } from '../http/abort-source.ts'
import type { UpstreamBody } from '../http/bodies.ts'

/** A request that goes out: always a GET, with these headers and no others. */
export type UpstreamRequest = {
  /** Path and query at the API's origin. */
  target: string
  headers: Readonly<Record<string, string>>
  signal: AbortSignalLike
}

/** What comes back; names of headers are given in lower case. */
export type UpstreamResponse = UpstreamBody & {
  status: number
  header: (name: string) => string | undefined
}

/**
 * Where requests are sent: the real API, or the emulator. Follows no redirect; rejects when no answer
 * begins.
 */
export type Upstream = (request: UpstreamRequest) => Promise<UpstreamResponse>
