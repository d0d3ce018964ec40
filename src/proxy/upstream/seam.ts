/** The interface to the real API or the emulator. No other code distinguishes them. */

import type { AbortSignalLike } from '../http/abort-source.ts'
import type { UpstreamBody } from '../http/bodies.ts'

/** An outgoing request: always a GET, with exactly these headers. */
export type UpstreamRequest = {
  /** Path and query at the API's origin. */
  target: string
  headers: Readonly<Record<string, string>>
  signal: AbortSignalLike
}

/** The response; pass header names in lower case. */
export type UpstreamResponse = UpstreamBody & {
  status: number
  header: (name: string) => string | undefined
}

/**
 * Where requests are sent: the real API, or the emulator. Follows no redirect; rejects when no answer
 * begins.
 */
export type Upstream = (request: UpstreamRequest) => Promise<UpstreamResponse>
