/**
 * Relays an upstream failure as an envelope with its status, codes and messages only, with the credential
 * removed.
 */
import type { ApiMessage } from '../../cloudflare/api-error.ts'
import { envelopeErrors, findEnvelope } from '../../cloudflare/envelope.ts'
import { decodeBody, readBody } from '../http/bodies.ts'
import { createErrorResponse, createJsonResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import {
  discardAnswer,
  toFailure,
  toRetryAfter,
  type UpstreamAnswer,
} from '../upstream/call-upstream.ts'
import { untilAborted } from '../upstream/deadline.ts'
import { toRelayedHeaders } from './relay-headers.ts'
import type { Scrub } from './scrub.ts'

/** The maximum size of an error body; Cloudflare's have some hundred bytes. */
const maxFailureBytes = 65_536

/** Reads and scrubs a failure; a body that is no envelope becomes an own error. */
export async function relayFailure(
  { response, deadline, coolOffMs }: UpstreamAnswer,
  scrub: Scrub,
): Promise<ProxyResponse> {
  const { status } = response
  // In runtimes that treat `redirect: 'manual'` like browsers, a redirect has the status 0.
  if (status < 400) {
    return discardAnswer(
      { response, deadline },
      status >= 200 && status < 300 ? 'upstream-unusable' : 'upstream-redirect',
    )
  }
  const headers = {
    ...toRelayedHeaders(response),
    ...(coolOffMs > 0 && toRetryAfter(coolOffMs)),
  }
  try {
    const bytes = await untilAborted(
      readBody(decodeBody(response), maxFailureBytes),
      deadline.signal,
    )
    const errors = bytes && findErrors(bytes)
    if (!errors) return createOpaqueFailure(status, headers)
    const messages = scrub(errors.map(({ message }) => message ?? ''))
    const envelope = {
      success: false,
      errors: errors.map(({ code, message }, index) => ({
        ...(code !== undefined && { code }),
        ...(message !== undefined && { message: messages[index] }),
      })),
      messages: [],
      result: null,
    }
    return createJsonResponse(JSON.stringify(envelope), status, headers)
  } catch {
    return createErrorResponse(toFailure(deadline))
  } finally {
    deadline.end()
  }
}

/** A 429 with an HTML body is still a rate limit; retrying at once would prolong it. */
function createOpaqueFailure(status: number, headers: Record<string, string>): ProxyResponse {
  return createErrorResponse(status === 429 ? 'rate-limited' : 'upstream-unusable', { headers })
}

function findErrors(bytes: Uint8Array): readonly ApiMessage[] | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const envelope = findEnvelope(JSON.parse(text))
    return envelope && envelopeErrors(envelope)
  } catch {
    return undefined
  }
}
