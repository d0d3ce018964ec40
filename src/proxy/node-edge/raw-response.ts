/**
 * Own errors for requests that never became one: what the HTTP parser refused is answered on the
 * bare socket, with the same headers and the same envelope.
 */
import { formatOwnError, type OwnError } from '../error-response.ts'
import { securityHeaders } from '../middleware/add-security-headers.ts'

/** The headers that the chain would have added. */
export const unchainedHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'cache-control': 'no-store',
}

/** A whole HTTP/1.1 response as text, after which the connection closes. */
export function formatRawResponse(name: OwnError): string {
  const { status, body } = formatOwnError(name)
  const headers = {
    ...unchainedHeaders,
    'content-type': 'application/json',
    'content-length': String(new TextEncoder().encode(body).byteLength),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([key, value]) => `${key}: ${value}\r\n`)
  // RFC 9112, section 4: the reason phrase may be empty, the space before it may not be missing.
  return `HTTP/1.1 ${status} \r\n${lines.join('')}\r\n${body}`
}
