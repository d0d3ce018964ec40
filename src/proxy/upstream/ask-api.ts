/** Sends one small request of the proxy's own to the API, outside of any client's request. */

import { type Envelope, findEnvelope } from '../../cloudflare/envelope.ts'
import type { Pair } from '../../query/query-string.ts'
import type { Config } from '../config/config.ts'
import { decodeBody, readBody } from '../http/bodies.ts'
import { type RouteMatch, toUpstreamTarget } from '../routes/route-table.ts'
import { createUpstreamRequest } from './call-upstream.ts'
import { type ConnectionFailure, toConnectionFailure } from './connection-failure.ts'
import type { Quota } from './quota.ts'
import { readLimits } from './read-limits.ts'
import type { Upstream } from './seam.ts'

/** Dependencies of `askApi`. */
export type AskTools = {
  config: Pick<Config, 'credential'> & { version: string }
  upstream: Upstream
  quota: Quota
  /** Milliseconds since the epoch. */
  now: () => number
}

/** The API's response; without an envelope when the body was none or too long. */
export type ApiReply = { status: number; envelope: Envelope | undefined }

/** Why there is no response; `not-asked` when the proxy’s own quota was used up. */
export type AskFailure = ConnectionFailure | 'not-asked'

/** There is no response. */
export type NoReply = { failure: AskFailure }

const patienceMs = 15_000
const maxBodyBytes = 1_048_576

/** Sends the request once. Never rejects. */
export async function askApi(
  { config, upstream, quota, now }: AskTools,
  match: RouteMatch,
  pairs: readonly Pair[],
): Promise<ApiReply | NoReply> {
  const permission = await quota.take('bulk')
  if (!permission.granted) return { failure: 'not-asked' }
  const target = toUpstreamTarget(match, pairs)
  const question = { route: match.route, target, exportsCsv: false }
  const request = createUpstreamRequest(question, config, AbortSignal.timeout(patienceMs))
  try {
    const response = await upstream(request)
    await quota.report(readLimits(response, now()))
    const bytes = await readBody(decodeBody(response), maxBodyBytes)
    return { status: response.status, envelope: bytes && parseEnvelope(bytes) }
  } catch (error) {
    return { failure: toConnectionFailure(error) }
  }
}

function parseEnvelope(bytes: Uint8Array): Envelope | undefined {
  try {
    return findEnvelope(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return undefined
  }
}
