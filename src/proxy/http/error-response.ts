/**
 * The proxy's own errors: one table, in the envelope of Cloudflare's API, so that a client needs one
 * way of reading failures. Codes 990000 to 990099 are used by nobody else.
 */
import { toFailureEnvelope } from '../../cloudflare/envelope.ts'
import type { ProxyResponse } from './proxy-response.ts'

const ownErrors = {
  'malformed-request': [990000, 400, 'The request could not be read as HTTP with one Host header.'],
  'bad-target': [
    990001,
    400,
    'The path may hold letters, digits, “-”, “_”, “.” and single slashes; nothing else is needed here.',
  ],
  'body-not-allowed': [990002, 400, 'Requests have no body here. Send the query in the address.'],
  'bad-parameter': [990003, 400, 'A parameter cannot be used.'],
  'missing-header': [990010, 403, 'The header “x-gumshoe: 1” is missing. Clients have to send it.'],
  'foreign-origin': [990011, 403, 'Another site asked. Only Gumshoe’s own pages may.'],
  'cross-site': [990012, 403, 'The browser says that another site asked. Only own pages may.'],
  'no-session': [
    990014,
    401,
    'There is no session. Open the link that the server printed at its start, or send the launch key as a bearer.',
  ],
  'wrong-key': [
    990015,
    401,
    'That key opens nothing. The printed link works once; the launch key beside it works until the server stops.',
  ],
  'too-many-attempts': [990016, 429, 'Too many wrong keys came from there. Wait, then try again.'],
  'no-identity': [
    990017,
    401,
    'Cloudflare Access did not say who you are, or not validly. Sign in through the address that it protects.',
  ],
  'not-permitted': [
    990018,
    403,
    'You are signed in, but the access policy of this server does not name you. Whoever runs Gumshoe can add you.',
  ],
  'identity-unavailable': [
    990019,
    503,
    'The keys of Cloudflare Access could not be fetched, so nobody can be let in. Try again soon.',
  ],
  'not-found': [990020, 404, 'There is nothing at this address, or it may not be asked about.'],
  'method-not-allowed': [990021, 405, 'This method is not allowed here.'],
  'request-timeout': [990022, 408, 'The request did not arrive in time. Send it again.'],
  'too-long': [990023, 414, 'The address is longer than allowed (16 KiB of query). Shorten it.'],
  'wrong-host': [
    990024,
    421,
    'This host name is not one that the server answers to. Use the address it printed, or set PUBLIC_ORIGIN.',
  ],
  'headers-too-large': [990025, 431, 'The request headers are too large.'],
  'rate-limited': [990030, 429, 'Cloudflare limits the number of requests. Wait, then try again.'],
  'quota-exhausted': [
    990032,
    429,
    'The proxy keeps to its share of Cloudflare’s request limit (QUOTA_PER_5_MIN). Wait, then try again.',
  ],
  'too-many-at-once': [
    990033,
    429,
    'Too many of your requests are under way. Wait until some have ended, then try again.',
  ],
  'client-gone': [990031, 499, 'The client went away before the answer came.'],
  internal: [990040, 500, 'The proxy failed. Its log has a line with the id of this request.'],
  misconfigured: [990041, 503, 'The server is not configured. Its log says what is missing.'],
  'upstream-unreachable': [
    990050,
    502,
    'Cloudflare’s API could not be reached. Check the proxy’s network, then retry.',
  ],
  'upstream-name-unknown': [
    990054,
    502,
    'The name of Cloudflare’s API could not be looked up. Check the DNS and the network of the machine that Gumshoe runs on, then retry.',
  ],
  'upstream-untrusted': [
    990055,
    502,
    'The certificate shown for Cloudflare’s API is not trusted, so nothing was sent. On the machine that Gumshoe runs on, check the clock, and whether the network inspects TLS (NODE_EXTRA_CA_CERTS names its certificate).',
  ],
  'upstream-redirect': [
    990051,
    502,
    'The upstream answered with a redirect, which is not followed.',
  ],
  'upstream-type': [990052, 502, 'The upstream answered with something other than JSON. Retry.'],
  'upstream-unusable': [990053, 502, 'The upstream’s answer could not be used. Retry.'],
  'circuit-open': [
    990061,
    503,
    'Cloudflare’s API failed several times in a row; the proxy waits a little before it asks again.',
  ],
  'shutting-down': [990062, 503, 'The server is being stopped or restarted. Retry.'],
  'deadline-exceeded': [990060, 504, 'Cloudflare’s API did not answer in time. Retry.'],
} as const satisfies Record<string, readonly [code: number, status: number, message: string]>

/** The name of an own error. */
export type OwnError = keyof typeof ownErrors

/** Most problems that one answer lists. */
const mostMessages = 10

/** The status and the body of an own error; `messages` say more than the table can. */
export function formatOwnError(
  name: OwnError,
  messages?: readonly string[],
): { status: number; body: string } {
  const [code, status, message] = ownErrors[name]
  const errors = (messages ?? [message]).slice(0, mostMessages)
  const envelope = toFailureEnvelope(errors.map((each) => ({ code, message: each })))
  return { status, body: JSON.stringify(envelope) }
}

/** An own error as a response; `headers` are added to it. */
export function createErrorResponse(
  name: OwnError,
  {
    messages,
    headers,
  }: { messages?: readonly string[]; headers?: Readonly<Record<string, string>> } = {},
): ProxyResponse {
  const { status, body } = formatOwnError(name, messages)
  return createJsonResponse(body, status, headers)
}

/** JSON text as a response, its length declared. */
export function createJsonResponse(
  text: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): ProxyResponse {
  const body = new TextEncoder().encode(text)
  return {
    status,
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': String(body.byteLength),
    },
    body,
  }
}
