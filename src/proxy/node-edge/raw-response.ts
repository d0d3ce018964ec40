/**
 * Own errors as raw HTTP text, for input that the HTTP parser refused: there is no response object, only a
 * socket. Headers and envelope are the same as elsewhere.
 */

import type { OwnErrorName } from '../../contract/own-errors.ts'
import { addSecurityHeaders } from '../http/add-security-headers.ts'
import { createErrorResponse, formatOwnError } from '../http/error-response.ts'

/** A whole HTTP/1.1 response as text, after which the connection closes. */
export function formatRawResponse(name: OwnErrorName): string {
  const { status, headers } = addSecurityHeaders(createErrorResponse(name))
  const { body } = formatOwnError(name)
  const lines = headers.map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\r\n`))
  // RFC 9112, section 4: the reason phrase may be empty, the space before it may not be missing.
  return `HTTP/1.1 ${status} \r\n${lines.join('')}connection: close\r\n\r\n${body}`
}
