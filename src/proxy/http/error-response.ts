/** The proxy's own errors as responses, with a message for each. Codes and statuses are in `contract/`. */
import { toFailureEnvelope } from '../../cloudflare/envelope.ts'
import { headerNames, ownHeaderValue } from '../../contract/headers.ts'
import { type OwnErrorName, ownErrors } from '../../contract/own-errors.ts'
import type { ProxyResponse } from './proxy-response.ts'

/** What each own error says to the person who reads the answer. */
const messages = {
  'malformed-request': 'The request could not be read as HTTP with one Host header.',
  'bad-target':
    'The path may hold letters, digits, “-”, “_”, “.” and single slashes; nothing else is needed here.',
  'body-not-allowed': 'Requests have no body here. Send the query in the address.',
  'bad-parameter': 'A parameter cannot be used.',
  'bad-body': 'The body cannot be used.',
  'missing-header': `The header “${headerNames.own}: ${ownHeaderValue}” is missing. Clients have to send it.`,
  'foreign-origin':
    'Another site asked. Only Gumshoe’s own pages may. If this is one of them, set PUBLIC_ORIGIN to the origin in its address bar.',
  'cross-site': 'The browser says that another site asked. Only own pages may.',
  'no-session':
    'There is no session. Open the link that the server printed at its start, or send the launch key as a bearer.',
  'wrong-key':
    'That key opens nothing. The printed link works once; the launch key beside it works until the server stops.',
  'too-many-attempts':
    'Too many wrong keys or tokens came from your network. Wait, then try again.',
  'no-identity':
    'The sign-in proxy in front of this server did not say who you are, or its token is not valid. Sign in through the address that it protects.',
  'not-permitted':
    'You are signed in, but the access policy of this server does not name you. The operator of Gumshoe can add you.',
  'identity-unavailable':
    'The keys of the sign-in proxy could not be fetched, so who you are cannot be verified. Wait, then try again.',
  'not-found': 'There is nothing at this address, or it may not be asked about.',
  'method-not-allowed': 'This method is not allowed here.',
  'request-timeout': 'The request did not arrive in time. Send it again.',
  'too-long': 'The address is longer than allowed (16 KiB of query). Shorten it.',
  'wrong-host':
    'This host name is not one that the server answers to. Use the address it printed, or set PUBLIC_ORIGIN. A reverse proxy in front has to send the Host that it received (docs/reverse-proxies.md).',
  'headers-too-large': 'The request headers are too large.',
  'rate-limited': 'Cloudflare limits the number of requests. Wait, then try again.',
  'quota-exhausted':
    'The proxy keeps to its share of Cloudflare’s request limit (QUOTA_PER_5_MIN). Wait, then try again.',
  'too-many-at-once':
    'Too many of your requests are under way. Wait until some have ended, then try again.',
  'client-gone': 'The client went away before the answer came.',
  internal: 'The proxy failed. Its log has a line with the id of this request.',
  misconfigured: 'The server is not configured. Its log says what is missing.',
  'upstream-unreachable':
    'Cloudflare’s API could not be reached. Check the proxy’s network, then retry.',
  'upstream-name-unknown':
    'The name of Cloudflare’s API could not be looked up. Check the DNS and the network of the machine that Gumshoe runs on, then retry.',
  'upstream-untrusted':
    'The certificate shown for Cloudflare’s API is not trusted, so nothing was sent. On the machine that Gumshoe runs on, check the clock, and whether the network inspects TLS (NODE_EXTRA_CA_CERTS names its certificate).',
  'upstream-redirect': 'The upstream answered with a redirect, which is not followed.',
  'upstream-type': 'The upstream answered with something other than JSON. Retry.',
  'upstream-encoding':
    'The upstream’s answer was sent in an encoding whose end cannot be checked, so a truncated answer could look whole. It was refused. Only gzip or no content encoding is accepted, with a length or in chunks. If a retry does not help, look for a proxy between Gumshoe and Cloudflare that rewrites answers.',
  'upstream-truncated':
    'The upstream’s answer ended before it was whole, or was damaged, so none of it was passed on. Retry.',
  'upstream-too-large':
    'The upstream’s answer is larger than a Worker can check as a whole (16 MiB). Ask for a shorter time range or fewer entries.',
  'upstream-unusable': 'The upstream’s answer could not be used. Retry.',
  'circuit-open':
    'Cloudflare’s API failed several times in a row; the proxy waits a little before it asks again.',
  'shutting-down': 'The server is being stopped or restarted. Retry.',
  'deadline-exceeded': 'Cloudflare’s API did not answer in time. Retry.',
  'timestamps-off':
    'This server asks no timestamp authority. The operator of Gumshoe can set TSA_URL to one.',
  'timestamps-limited': 'Too many timestamps were asked for. Wait, then try again.',
  'timestamp-refused': 'The timestamp authority (TSA_URL) refused to make a timestamp.',
  'timestamp-unreachable':
    'The timestamp authority (TSA_URL) could not be reached. Retry; if that does not help, check the address and the network.',
  'timestamp-wrong':
    'The answer of the timestamp authority (TSA_URL) is no timestamp of this digest, so it was not passed on. Check the address.',
} as const satisfies Record<OwnErrorName, string>

/** The maximum number of problems in one answer. */
const maxMessages = 10

/** The status and the body of an own error; `details` replace its message. */
export function formatOwnError(
  name: OwnErrorName,
  details?: readonly string[],
): { status: number; body: string } {
  const { code, status } = ownErrors[name]
  const errors = (details ?? [messages[name]]).slice(0, maxMessages)
  const envelope = toFailureEnvelope(errors.map((each) => ({ code, message: each })))
  return { status, body: JSON.stringify(envelope) }
}

/** An own error as a response, with additional `headers`. */
export function createErrorResponse(
  name: OwnErrorName,
  {
    messages: details,
    headers,
  }: { messages?: readonly string[]; headers?: Readonly<Record<string, string>> } = {},
): ProxyResponse {
  const { status, body } = formatOwnError(name, details)
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
