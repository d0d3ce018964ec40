/** Recognizes requests that came through a reverse proxy or a tunnel, by what browsers never send themselves. */

/** Headers that reverse proxies and tunnels add. */
const frontHeaders = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'forwarded',
  'via',
  'cf-connecting-ip',
]

/** The used part of Node's incoming message; names of headers are in lower case. */
type Incoming = {
  httpVersion: string
  headers: Readonly<Record<string, string | string[] | undefined>>
}

/** What shows that a reverse proxy sent this request, in words; `undefined` when nothing does. */
export function findFrontMark({ httpVersion, headers }: Incoming): string | undefined {
  const name = frontHeaders.find((each) => headers[each] !== undefined)
  if (name !== undefined) return `the header ${name}`
  // nginx sends HTTP/1.0 and adds no header, unless it is told otherwise.
  const isFromBrowser = headers['sec-fetch-mode'] !== undefined
  return isFromBrowser && httpVersion === '1.0' ? 'HTTP/1.0, which no browser sends' : undefined
}
