/**
 * Relays an upstream failure as an envelope with its status, codes and messages only, with the credential
 * removed. A 403 also names the page of Cloudflare's documentation that says what the call needs.
 */
import { type ApiMessage, findDocumentationUrl } from '../../cloudflare/api-error.ts'
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
    const envelope = {
      success: false,
      errors: toRelayedErrors(errors, status, scrub),
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

/** Messages and addresses are scrubbed together, as the credential may be split over them. */
function toRelayedErrors(errors: readonly ApiMessage[], status: number, scrub: Scrub): object[] {
  const urls = errors.map((error) => (status === 403 && findDocumentationUrl(error)) || '')
  const scrubbed = scrub([...errors.map(({ message }) => message ?? ''), ...urls])
  return errors.map(({ code, message }, index) => {
    const url = urls[index]
    // An address from which something was removed leads nowhere.
    const isClean = url && scrubbed[errors.length + index] === url
    return {
      ...(code !== undefined && { code }),
      ...(message !== undefined && { message: scrubbed[index] }),
      ...(isClean && { documentation_url: url }),
    }
  })
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
