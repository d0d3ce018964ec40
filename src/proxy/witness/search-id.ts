/** The id of a search, which a page makes up and sends with each request of it. */
import { headerNames } from '../../contract/headers.ts'
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'

/** A UUID (RFC 9562), of any version. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The id in lower case, `undefined` without the header, or the refusal of a header that is no UUID (400). */
export function parseSearchId({
  headers,
}: Pick<ProxyRequest, 'headers'>): { searchId: string | undefined } | { refusal: ProxyResponse } {
  const text = headers.get(headerNames.search)
  if (text === undefined) return { searchId: undefined }
  if (uuid.test(text)) return { searchId: text.toLowerCase() }
  const messages = [`The header “${headerNames.search}” is not a UUID. Send one, or leave it out.`]
  return { refusal: createErrorResponse('bad-parameter', { messages }) }
}
