/**
 * Builds responses with Cloudflare's envelopes. Errors of audit log v2 carry no code; those of the other logs and
 * of the gateway do. The texts of v2's 400 are not published; these are ours.
 */
import { toFailureEnvelope } from '../cloudflare/envelope.ts'

const encoder = new TextEncoder()

/** An answer of JSON text. */
export function answerJson(body: unknown, status = 200): Response {
  // For a string, the constructor makes a copy to check for broken surrogates; a page is over a megabyte.
  return new Response(encoder.encode(JSON.stringify(body)), {
    status,
    headers: { 'content-type': 'application/json' },
  })
}

/** A list, with `result_info` where the log has one. */
export function answerList(result: readonly unknown[], resultInfo?: object): Response {
  return answerJson({
    success: true,
    errors: [],
    messages: [],
    result,
    ...(resultInfo && { result_info: resultInfo }),
  })
}

/** A failure with the wording of the API gateway. */
export function answerError(status: number, code: number, message: string): Response {
  return answerJson(toFailureEnvelope([{ code, message }]), status)
}

/** 403 with the page that says what the call needs, as Cloudflare sends since August 2026. */
export function answerForbidden(
  { code, message }: { code: number; message: string },
  documentationUrl = 'https://developers.cloudflare.com/api/',
): Response {
  const error = { code, message, documentation_url: documentationUrl }
  return answerJson(toFailureEnvelope([error]), 403)
}

/** A refused request: 400 with one error per problem; `hasCodes` is false for audit log v2. */
export function answerBadRequest(messages: readonly string[], hasCodes: boolean): Response {
  const errors = messages.map((message) => (hasCodes ? { code: 1001, message } : { message }))
  return answerJson(toFailureEnvelope(errors), 400)
}

/** 429 Too Many Requests, as an envelope or as the HTML page of Cloudflare's edge. */
export function answerTooMany(retryAfterSeconds: number, form: 'json' | 'html'): Response {
  const page = '<!DOCTYPE html><html><body><h1>Error 1015</h1><p>You are being rate limited</p>'
  const response =
    form === 'json'
      ? answerError(429, 10_429, 'Rate limited')
      : new Response(`${page}</body></html>\n`, {
          status: 429,
          headers: { 'content-type': 'text/html; charset=UTF-8' },
        })
  response.headers.set('retry-after', String(retryAfterSeconds))
  return response
}

/** 404 for an unknown path or a malformed id. */
export function answerNoRoute(pathname: string): Response {
  const message = `Could not route to ${pathname}, perhaps your object identifier is invalid?`
  return answerError(404, 7003, message)
}
