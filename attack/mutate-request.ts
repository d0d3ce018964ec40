/** Makes requests that a client could try in order to reach what the proxy does not offer. */
import { endpoints } from '../src/catalog/index.ts'
import type { Random } from './random.ts'

const hexDigits = '0123456789abcdef'
const oddParts = [
  '..',
  '.',
  '%2e%2e',
  '%2E%2e%2f',
  '%2f',
  '%5c',
  '\\',
  '//',
  ';x=1',
  '%00',
  '%0d%0a',
  '%252e',
  '@evil.test',
  '%c0%af',
  '%EF%BC%8F',
  '#',
  '?',
  '/user/tokens',
  '%20',
  '\u00a0',
  '{account_id}',
]
const oddHeaders = [
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 0',
  'Content-Length: 3, 3',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: identity',
  'TE: trailers',
  'Expect: 100-continue',
  'Upgrade: h2c',
  'Connection: Upgrade, HTTP2-Settings',
  'Connection: close, x-gumshoe',
  'Cookie: a=b; session=c',
  'Authorization: Bearer other',
  'Host: evil.test',
  'X-Forwarded-Host: evil.test',
  'X-Forwarded-For: 10.0.0.1',
  'CF-Connecting-IP: 10.0.0.1',
  'X-Original-URL: /user',
  'X-Rewrite-URL: /client/v4/user',
  'Range: bytes=0-3',
  'If-None-Match: *',
  'X-Auth-Key: k',
  'X-Auth-Email: a@b.c',
  'Accept-Encoding: gzip, br',
  'Accept-Encoding: gzip;q=0',
  ' folded: line',
  'x-gumshoe: 2',
  'Sec-Fetch-Site: cross-site',
  'Origin: https://evil.test',
  'a\tb: c',
  'name without colon',
  'X-Nul: a\0b',
  `X-Long: ${'a'.repeat(20_000)}`,
]
const smuggled = 'GET /client/v4/user/tokens HTTP/1.1\r\nHost: api.cloudflare.com\r\n\r\n'
const methods = [
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'HEAD',
  'TRACE',
  'CONNECT',
  'get',
  'GE T',
  '',
]
const versions = ['HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'http/1.1', 'HTTP/1.1 x', '']

type Draft = { method: string; target: string; version: string; lines: string[]; after: string }
type Mutation = (draft: Draft, random: Random) => void

const mutations: readonly Mutation[] = [
  (draft, random) => {
    const at = random.below(draft.target.length + 1)
    draft.target = draft.target.slice(0, at) + random.pick(oddParts) + draft.target.slice(at)
  },
  (draft, random) => {
    const segments = draft.target.split('/')
    segments[random.below(segments.length)] = random.pick([...oddParts, '', 'user', 'tokens'])
    draft.target = segments.join('/')
  },
  (draft, random) => {
    const at = random.below(draft.target.length)
    const code = draft.target.charCodeAt(at).toString(16).padStart(2, '0')
    draft.target = `${draft.target.slice(0, at)}%${code}${draft.target.slice(at + 1)}`
  },
  (draft, random) => {
    draft.target += `&${random.pick(['since', 'limit', 'cursor', 'export', 'unknown', '__proto__', 'actor_email.not', 'a%26b'])}=${random.pick(['1', '-1', 'true', '%00', '1e9', 'x'.repeat(9_000), '%zz', '%F0%9F%98%80', '[]', "';--"])}`
  },
  (draft, random) => {
    draft.target =
      random.pick(['http://evil.test', 'https://api.cloudflare.com', '//evil.test', '*', ' ']) +
      draft.target
  },
  (draft, random) => {
    draft.method = random.pick(methods)
  },
  (draft, random) => {
    draft.version = random.pick(versions)
  },
  (draft, random) => {
    draft.lines.splice(random.below(draft.lines.length + 1), 0, random.pick(oddHeaders))
  },
  (draft, random) => {
    draft.lines.splice(random.below(draft.lines.length), 1)
  },
  (draft, random) => {
    const at = random.below(draft.lines.length)
    const line = draft.lines[at] ?? ''
    draft.lines[at] = random.pick([
      line.toUpperCase(),
      `${line}\n`,
      line.replace(':', ' :'),
      `${line}\r\nX-Split: 1`,
    ])
  },
  (draft, random) => {
    draft.after = random.pick([
      'abc',
      smuggled,
      `0\r\n\r\n${smuggled}`,
      `5\r\nabcde\r\n0\r\n\r\n${smuggled}`,
      '\r\n\r\n',
    ])
  },
]

/** A valid request for a random endpoint, as pieces of bytes; `ownLines` has host, marker and key. */
function draftRequest(ownLines: string, random: Random): Draft {
  const { path } = random.pick(endpoints)
  const ids = path.replace(/\{\w+\}/g, () =>
    Array.from({ length: 32 }, () => random.pick([...hexDigits])).join(''),
  )
  const query = `since=2026-11-01T00:00:00Z&before=2026-11-02T00:00:00Z&id=${random.below(1e9)}`
  return {
    method: 'GET',
    target: `/client/v4${ids}?${random.chance(0.8) ? query : ''}`,
    version: 'HTTP/1.1',
    lines: [...ownLines.trimEnd().split('\r\n'), 'Connection: close'],
    after: '',
  }
}

/** A request with up to four mutations, in pieces that are sent one after the other. */
export function mutateRequest(ownLines: string, random: Random): Buffer[] {
  const draft = draftRequest(ownLines, random)
  const count = random.below(5)
  for (let turn = 0; turn < count; turn++) random.pick(mutations)(draft, random)
  const newline = random.chance(0.95) ? '\r\n' : '\n'
  const text = [
    `${draft.method} ${draft.target} ${draft.version}`,
    ...draft.lines,
    '',
    draft.after,
  ].join(newline)
  const bytes = Buffer.from(text, random.chance(0.5) ? 'latin1' : 'utf8')
  if (random.chance(0.1)) {
    for (let turn = random.below(4); turn >= 0; turn--)
      bytes[random.below(bytes.length)] = random.below(256)
  }
  const cut = random.below(bytes.length)
  return random.chance(0.2) ? [bytes.subarray(0, cut), bytes.subarray(cut)] : [bytes]
}
