/** Makes answers that a broken or hostile server could give in the place of Cloudflare's API. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import type { Random } from './random.ts'
import type { WrittenAnswer } from './recording-upstream.ts'

/**
 * An answer, and which body a client may take for the whole answer: these decoded bytes, none at all
 * (`undefined`), or any part of it (`any`), where nothing tells that it was cut.
 */
export type HostileAnswer = WrittenAnswer & { what: string; whole: Buffer | 'any' | undefined }

/** Header lines that must not reach a client. */
export const foreignHeaders = [
  'Set-Cookie: a=b',
  'Location: https://evil.test/',
  'Link: <https://evil.test>; rel=preload',
  'Refresh: 0; url=https://evil.test',
  'X-Evil: 1',
  'Access-Control-Allow-Origin: *',
  'Server: evil',
  'Content-Security-Policy: none',
  'Strict-Transport-Security: max-age=0',
  'Content-Disposition: attachment; filename=evil.html',
  'CF-Ray: <script>',
  'Retry-After: soon',
] as const

const page = (random: Random) =>
  Buffer.from(
    JSON.stringify({
      success: true,
      errors: [],
      messages: [],
      result: Array.from({ length: random.below(60) }, (_, at) => ({
        id: `e${at}`,
        noise: random.bytes(24).toString('base64'),
      })),
      result_info: { count: 1, cursor: '' },
    }),
  )

type Coded = { what: string; coding: string; bytes: Buffer; whole: Buffer | undefined }

/** The body in a content coding, sound or not. */
function encode(plain: Buffer, random: Random): Coded {
  const packed = gzipSync(plain)
  const flipped = Buffer.from(packed)
  const at = flipped.length - 1 - random.below(8)
  flipped[at] = (flipped[at] ?? 0) ^ 0x55
  const cutAt = 1 + random.below(packed.length - 1)
  return random.pick<Coded>([
    { what: 'plain', coding: '', bytes: plain, whole: plain },
    { what: 'identity', coding: 'identity', bytes: plain, whole: plain },
    { what: 'gzip', coding: 'gzip', bytes: packed, whole: plain },
    { what: 'GZIP', coding: 'GZIP', bytes: packed, whole: plain },
    {
      what: 'gzip of two members',
      coding: 'gzip',
      bytes: Buffer.concat([gzipSync(plain.subarray(0, 20)), gzipSync(plain.subarray(20))]),
      whole: plain,
    },
    {
      what: 'gzip that ends early',
      coding: 'gzip',
      bytes: packed.subarray(0, cutAt),
      whole: undefined,
    },
    {
      what: 'gzip without its trailer',
      coding: 'gzip',
      bytes: packed.subarray(0, -8),
      whole: undefined,
    },
    { what: 'gzip with a wrong checksum', coding: 'gzip', bytes: flipped, whole: undefined },
    { what: 'gzip that is plain', coding: 'gzip', bytes: plain, whole: undefined },
    { what: 'gzip in gzip', coding: 'gzip, gzip', bytes: gzipSync(packed), whole: plain },
    { what: 'br', coding: 'br', bytes: brotliCompressSync(plain), whole: plain },
    { what: 'deflate', coding: 'deflate', bytes: deflateSync(plain), whole: plain },
    { what: 'an unknown coding', coding: 'zzz', bytes: random.bytes(50), whole: undefined },
  ])
}

type Framed = {
  what: string
  lines: string[]
  bytes: Buffer
  closes: boolean
  isWhole: boolean | 'any'
}

const toChunks = (bytes: Buffer, step: number): Buffer => {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += step) {
    const part = bytes.subarray(at, at + step)
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'))
  }
  return Buffer.concat(parts)
}

/** The body in a framing, sound or not. */
function frame(bytes: Buffer, random: Random): Framed {
  const length = (size: number) => [`Content-Length: ${size}`]
  const chunked = ['Transfer-Encoding: chunked']
  const chunks = toChunks(bytes, 1 + random.below(400))
  const last = Buffer.from('0\r\n\r\n')
  return random.pick<Framed>([
    { what: 'with its length', lines: length(bytes.length), bytes, closes: false, isWhole: true },
    {
      what: 'in chunks',
      lines: chunked,
      bytes: Buffer.concat([chunks, last]),
      closes: false,
      isWhole: true,
    },
    {
      what: 'until the connection ends',
      lines: ['Connection: close'],
      bytes,
      closes: true,
      isWhole: 'any',
    },
    {
      what: 'shorter than its length',
      lines: length(bytes.length + 1 + random.below(99)),
      bytes,
      closes: true,
      isWhole: false,
    },
    {
      what: 'in chunks without the last',
      lines: chunked,
      bytes: chunks,
      closes: true,
      isWhole: false,
    },
    {
      what: 'in chunks, one of them odd',
      lines: chunked,
      bytes: Buffer.concat([chunks, Buffer.from('zz\r\nx\r\n'), last]),
      closes: true,
      isWhole: false,
    },
    {
      what: 'followed by a second answer',
      lines: length(bytes.length),
      bytes: Buffer.concat([
        bytes,
        Buffer.from('HTTP/1.1 200 OK\r\nX-Evil: 2\r\nContent-Length: 4\r\n\r\nevil'),
      ]),
      closes: true,
      isWhole: 'any',
    },
    {
      what: 'with two lengths',
      lines: ['Content-Length: 1', ...length(bytes.length)],
      bytes,
      closes: true,
      isWhole: false,
    },
  ])
}

/** An error text that repeats the token in one of the forms that a server could choose. */
function echoToken(token: string, random: Random): string {
  const start = random.below(token.length - 14)
  return random.pick([
    token,
    token.slice(start),
    token.slice(0, start + 14),
    [...token].reverse().join(''),
    Buffer.from(token).toString('base64'),
    Buffer.from(token).toString('hex'),
    encodeURIComponent(token),
    [...token].join(' '),
  ])
}

function createFailure(token: string, random: Random): HostileAnswer {
  const status = random.pick([400, 401, 403, 404, 410, 418, 422, 451, 500, 502, 503, 520])
  const message = `Invalid request: ${echoToken(token, random)} was refused`
  const body = Buffer.from(
    random.pick([
      JSON.stringify({
        success: false,
        errors: [{ code: 1_000, message }],
        messages: [],
        result: null,
      }),
      `<html>${message}</html>`,
      message.repeat(2_000),
      '',
    ]),
  )
  const head = `HTTP/1.1 ${status} X\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${random.pick(foreignHeaders)}\r\n\r\n`
  return { what: `status ${status}`, pieces: [head, body], closes: false, whole: undefined }
}

const oddHeads = [
  'HTTP/1.1 200\r\n',
  'HTTP/1.1 2000 OK\r\n',
  'HTTP/1.1 600 Odd\r\n',
  'HTTP/1.1 999 Odd\r\n',
  'HTTP/1.1 204 None\r\n',
  'HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-3/9\r\n',
  'HTTP/1.1 304 Same\r\n',
  'HTTP/1.1 301 Moved\r\nLocation: https://evil.test/\r\n',
  'HTTP/2 200 OK\r\n',
  'ICY 200 OK\r\n',
  '\r\n',
  'HTTP/1.1 103 Early\r\nLink: <https://evil.test>\r\n\r\nHTTP/1.1 204 None\r\n',
  'HTTP/1.1 101 Switching\r\nUpgrade: x\r\n',
]

/** One answer. Nine of ten have the status 200, since too many failures make the proxy ask no more. */
export function createHostileAnswer(token: string, random: Random): HostileAnswer {
  if (random.chance(0.05)) return createFailure(token, random)
  if (random.chance(0.05)) {
    const head = random.pick(oddHeads)
    return { what: head, pieces: [head, '\r\n'], closes: true, whole: undefined }
  }
  const plain = page(random)
  const coded = encode(plain, random)
  const framed = frame(coded.bytes, random)
  const lines = [
    'HTTP/1.1 200 OK',
    `Content-Type: ${random.chance(0.95) ? 'application/json' : 'text/html'}`,
    ...(coded.coding === '' ? [] : [`Content-Encoding: ${coded.coding}`]),
    ...framed.lines,
    ...(random.chance(0.3) ? [random.pick(foreignHeaders)] : []),
    '',
    '',
  ]
  const cut = random.below(framed.bytes.length + 1)
  const body = random.chance(0.3)
    ? [framed.bytes.subarray(0, cut), framed.bytes.subarray(cut)]
    : [framed.bytes]
  // Where the connection ends the body, a cut in the coding can be seen, and one between the two cannot.
  const whole = framed.isWhole === false ? undefined : coded.whole
  return {
    what: `${coded.what}, ${framed.what}`,
    pieces: [lines.join('\r\n'), ...body],
    closes: framed.closes,
    whole,
  }
}
