/**
 * Reduces the items of a list to the fields that clients need. The list of identity providers also has their
 * configurations, with client ids and certificates, which a reader of logs does not need.
 */
import { readPath } from '../../catalog/fields.ts'
import { findEnvelope } from '../../cloudflare/envelope.ts'
import { createErrorResponse, createJsonResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'

/** The answer with these fields of each item, by dotted path, and with its paging; an error if it is no list. */
export function reduceItems(
  response: ProxyResponse,
  passedFields: readonly string[],
): ProxyResponse {
  if (response.status !== 200 || !(response.body instanceof Uint8Array)) return response
  const envelope = parseEnvelope(response.body)
  if (envelope?.success !== true || !Array.isArray(envelope.result)) {
    return createErrorResponse('upstream-unusable')
  }
  const { 'content-length': _, 'content-type': __, ...headers } = response.headers
  const text = JSON.stringify({
    success: true,
    errors: [],
    messages: [],
    result: envelope.result.map((item) => reduce(item, passedFields)),
    ...(envelope.result_info && { result_info: envelope.result_info }),
  })
  return createJsonResponse(text, 200, headers)
}

/** Nested fields keep their place. */
function reduce(item: unknown, passedFields: readonly string[]): object {
  const reduced: Record<string, unknown> = {}
  for (const path of passedFields) {
    const value = readPath(item, path)
    // A field could hold more than is declared.
    if (value === undefined || (typeof value === 'object' && value !== null)) continue
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    let holder = reduced
    for (const key of keys) {
      const inner = (holder[key] ?? {}) as Record<string, unknown>
      holder[key] = inner
      holder = inner
    }
    holder[last] = value
  }
  return reduced
}

function parseEnvelope(bytes: Uint8Array) {
  try {
    return findEnvelope(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return undefined
  }
}
