/** The Worker in real workerd: signed in by Cloudflare Access, on an upstream that records. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { WitnessAnswer } from '../contract/witness.ts'
import { verifyAuditLog } from '../evidence/audit/verify-audit-log.ts'
import { verifySignature } from '../evidence/signatures/verify-signature.ts'
import { createTestAuthority } from '../evidence/testing/timestamp-authority.ts'
import { formatHead } from '../evidence/witness/format-record.ts'
import { verifyBatch, verifyChain } from '../evidence/witness/verify-batch.ts'
import { defineGuardSuite } from './testing/guard-suite.ts'
import {
  accountId,
  answerJson,
  canary,
  emptyPage,
  expectNoCanary,
  otherAccountId,
  ownHeaders,
  question,
} from './testing/test-proxy.ts'
import { createWorkerdProxy, otherFront, signToken } from './testing/workerd-proxy.ts'

const env = { CLOUDFLARE_API_TOKEN: canary }
const create = (options: Partial<Parameters<typeof createWorkerdProxy>[0]> = {}) =>
  createWorkerdProxy({ env, answer: async () => answerJson(emptyPage), ...options })

type Proxy = ReturnType<typeof create>
async function answer(proxy: Proxy, path = question, headers: Record<string, string> = {}) {
  const signedIn = { 'cf-access-jwt-assertion': await signToken() }
  const response = await proxy.ask(path, { headers: { ...ownHeaders, ...signedIn, ...headers } })
  const text = await response.text()
  const isJson = response.headers.get('content-type') === 'application/json'
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  }
}

defineGuardSuite('the Worker, as every runtime,', async ({ answer: say } = {}) => ({
  ...create(say && { answer: say }),
  signedIn: { 'cf-access-jwt-assertion': await signToken() },
}))

/** Tokens that open nothing. */
const useless = {
  '11: no token': '',
  '75: a text that is no token': 'abc',
  '76: a token of another audience': await signToken({ aud: 'b'.repeat(64) }),
  '77: a token of another issuer': await signToken({ iss: 'https://evil.cloudflareaccess.com' }),
  '78: a token that has expired': await signToken({ exp: 1_700_000_000 }),
}

describe('the Worker', () => {
  it('passes a signed-in question on, with the credential, and the answer back byte for byte', async () => {
    const body = '{"success":true,  "result":[{"id":"1","n":12345678901234567890}]}'
    const proxy = create({ answer: async () => answerJson(body) })
    const { status, text, headers } = await answer(proxy)
    expect([status, text]).toEqual([200, body])
    expect(proxy.calls[0]?.url).toBe(`https://api.cloudflare.com${question}`)
    expect(proxy.calls[0]?.headers.get('authorization')).toBe(`Bearer ${canary}`)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expectNoCanary([text, JSON.stringify([...headers]), ...proxy.lines])
  })

  it('does not pass on what the client sends: headers, cookies and the token of Access', async () => {
    const proxy = create()
    await answer(proxy, question, {
      cookie: 'a=b',
      authorization: 'Bearer mine',
      'x-forwarded-host': 'evil.test',
    })
    const names = [...(proxy.calls[0]?.headers.keys() ?? [])]
    expect(names.filter((name) => /cookie|forwarded|jwt/.test(name))).toEqual([])
    expect(proxy.calls[0]?.headers.get('authorization')).toBe(`Bearer ${canary}`)
  })

  it.each(Object.entries(useless))('%s opens nothing', async (_, token) => {
    const proxy = create()
    const { status } = await answer(proxy, question, { 'cf-access-jwt-assertion': token })
    expect(status).toBe(401)
    expect(proxy.calls).toHaveLength(0)
  })

  it.each([
    ['a foreign host', { 'x-test-host': 'evil.test' }, 421],
    ['a foreign origin', { origin: 'https://evil.test' }, 403],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }, 403],
    ['no header of ours', { 'x-gumshoe': '0' }, 403],
  ])('refuses %s before upstream', async (_, headers, status) => {
    const proxy = create()
    expect((await answer(proxy, question, headers)).status).toBe(status)
    expect(proxy.calls).toHaveLength(0)
  })

  it.each([
    '/client/v4/user/tokens/verify',
    `/client/v4/accounts/${accountId}`,
    `/client/v4/accounts/${accountId}/logs/audit/../../members`,
    `/client/v4/accounts/${accountId}/logs/audit%2F..%2F..%2Fmembers`,
    `/client/v4//accounts/${accountId}/logs/audit`,
    `${question}&unknown=1`,
  ])('refuses %s, and upstream sees nothing', async (path) => {
    const proxy = create()
    expect([400, 404]).toContain((await answer(proxy, path)).status)
    expect(proxy.calls).toHaveLength(0)
  })

  it('keeps to a policy that stands in a variable', async () => {
    const policy = { 'alice@example.com': [accountId] }
    const proxy = create({
      env: { ...env, ACCESS_POLICY_FILE: 'POLICY', POLICY: JSON.stringify(policy) },
    })
    expect((await answer(proxy)).status).toBe(200)
    const other = question.replace(accountId, otherAccountId)
    expect((await answer(proxy, other)).status).toBe(404)
    const stranger = { 'cf-access-jwt-assertion': await signToken({ email: 'eve@example.com' }) }
    expect((await answer(proxy, question, stranger)).status).toBe(403)
  })

  it('lets people in who signed in at another proxy, and does not pass their token on', async () => {
    const proxy = create({ env: { ...env, ...otherFront.env } })
    const ask = (authorization: string) => answer(proxy, question, { authorization })
    const token = await signToken(otherFront.claims)
    expect((await ask(`Bearer ${token}`)).status).toBe(200)
    expect(proxy.calls[0]?.headers.get('authorization')).toBe(`Bearer ${canary}`)
    expect(proxy.keyCalls).toEqual([otherFront.env.ACCESS_JWT_JWKS_URL])
    const refused = []
    for (const authorization of [
      '',
      token,
      `Bearer ${token}, Bearer ${token}`,
      `Bearer ${await signToken()}`,
      `Bearer ${await signToken({ ...otherFront.claims, aud: 'other' })}`,
    ]) {
      refused.push((await ask(authorization)).status)
    }
    expect(refused).toEqual([401, 401, 401, 401, 401])
    expect(proxy.calls).toHaveLength(1)
  })

  it('80: fetches keys once for many requests at the same time, and not again after a failure', async () => {
    const failing = create({ keysFail: true })
    await failing.ask('/healthz')
    const first = await Promise.all(Array.from({ length: 60 }, () => answer(failing)))
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([503]))
    const later = await Promise.all(Array.from({ length: 60 }, () => answer(failing)))
    expect(new Set(later.map(({ status }) => status))).toEqual(new Set([503]))
    expect(failing.keyCalls.length).toBeLessThanOrEqual(3)
    const sound = create()
    await sound.ask('/healthz')
    const all = await Promise.all(Array.from({ length: 20 }, () => answer(sound)))
    expect(all.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(sound.keyCalls.length).toBeLessThanOrEqual(3)
  })

  it('serves pages from the static assets, with the same headers, and not without identity of data', async () => {
    const proxy = create()
    const page = await answer(proxy, '/reference')
    expect([page.status, page.text]).toEqual([200, '<!doctype html><title>Gumshoe</title>'])
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect((await answer(proxy, '/assets/missing.js')).status).toBe(404)
  })

  it('93: one Durable Object keeps the cool-off for all', async () => {
    let calls = 0
    const failure = {
      success: false,
      errors: [{ code: 10429, message: 'More than 1200 requests' }],
    }
    const proxy = create({
      answer: async () => {
        calls++
        return answerJson(failure, { status: 429, headers: { 'retry-after': '60' } })
      },
    })
    const first = await answer(proxy)
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '60'])
    const second = await answer(proxy, `${question}&id=2`)
    expect([second.status, second.body.errors[0].code, calls]).toEqual([429, 990030, 1])
    const status = await answer(proxy, '/gumshoe/status')
    expect(status.body.quota).toMatchObject({ remaining: 0 })
    expect(Date.parse(status.body.quota.coolOffUntil)).toBeGreaterThan(Date.now())
  })

  it('44: does not follow a redirect', async () => {
    const proxy = create({
      answer: async () =>
        new Response(null, { status: 302, headers: { location: 'https://evil.test/' } }),
    })
    expect((await answer(proxy)).status).toBe(502)
    expect(proxy.calls.every(({ url }) => url.startsWith('https://api.cloudflare.com/'))).toBe(true)
  })

  it('keeps requests apart that ask the same at the same time', async () => {
    const proxy = create()
    const all = await Promise.all(Array.from({ length: 10 }, () => answer(proxy)))
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(200))
  })

  it.each([
    ['no credential', { CLOUDFLARE_API_TOKEN: undefined }, 'CLOUDFLARE_API_TOKEN'],
    ['no audience', { ACCESS_AUD: '' }, 'ACCESS_AUD'],
    ['a damaged policy', { ACCESS_POLICY_FILE: 'POLICY', POLICY: '{' }, 'ACCESS_POLICY_FILE'],
    [
      'a trusted proxy',
      { TRUSTED_PROXY: '127.0.0.1', TRUSTED_PROXY_HEADER: 'X-Real-IP' },
      'TRUSTED_PROXY',
    ],
  ])('143: answers nothing with %s, and its log names what is wrong', async (_, change, name) => {
    const proxy = create({ env: { ...env, ...change } })
    const { status, body } = await answer(proxy)
    expect([status, body.errors[0].code]).toEqual([503, 990041])
    expect(proxy.calls).toHaveLength(0)
    await expect.poll(() => proxy.lines.join('\n')).toContain(name)
    expectNoCanary(proxy.lines)
  })
})

describe('the Worker and bodies that end early (106)', () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => `${n},${Math.sin(n)}\n`).join('')
  const page = JSON.stringify({ ...emptyPage, result: [{ text: rows }] })
  const exportPath = `/client/v4/accounts/${accountId}/audit_logs?export=true`
  const kinds = [
    { path: question, type: 'application/json', text: page },
    { path: exportPath, type: 'text/csv', text: rows },
    { path: question, type: 'application/json', text: JSON.stringify(emptyPage) },
  ]
  type Body = { bytes: (text: string) => Buffer; headers?: (length: number) => object }
  const coded = (coding: string) => () => ({ 'content-encoding': coding })

  /** What clients with and without gzip get for each kind of body, and how the log says that it ended. */
  async function readAll({ bytes, headers = () => ({}) }: Body) {
    let current = kinds[0]
    const proxy = create({
      listener: (_request, response) => {
        const body = bytes(current?.text ?? '')
        const all = { 'content-type': current?.type, ...headers(body.length) }
        response.writeHead(200, all)
        response.write(body)
        // After headers that promise more, the connection breaks.
        if ('x-more' in all) setTimeout(() => response.destroy(), 20)
        else response.end()
      },
    })
    const signedIn = { 'cf-access-jwt-assertion': await signToken() }
    const toLines = () => proxy.lines.filter((line) => line.includes('"end"'))
    const all = []
    for (const kind of [...kinds, ...kinds]) {
      current = kind
      const accepted = all.length < kinds.length ? 'gzip' : 'identity'
      const asked = { ...ownHeaders, ...signedIn, 'accept-encoding': accepted }
      const response = await proxy.ask(kind.path, { headers: asked })
      const received = await response.text().catch(() => undefined)
      await expect.poll(() => toLines().length).toBe(all.length + 1)
      all.push({
        status: response.status,
        received: received === kind.text ? 'whole' : received && 'other',
        end: JSON.parse(toLines().at(-1) ?? '').end,
        code: response.status === 502 ? JSON.parse(received ?? '').errors[0].code : undefined,
      })
    }
    return all
  }

  it.each<[string, Body]>([
    ['gzip', { bytes: (text) => gzipSync(text), headers: coded('gzip') }],
    ['br', { bytes: (text) => brotliCompressSync(text, fast), headers: coded('br') }],
    ['no coding', { bytes: (text) => Buffer.from(text) }],
    ['identity', { bytes: (text) => Buffer.from(text), headers: coded('identity') }],
    [
      'several gzip members',
      {
        bytes: (text) => Buffer.concat([gzipSync(text.slice(0, 9)), gzipSync(text.slice(9))]),
        headers: coded('gzip'),
      },
    ],
  ])('passes %s on', async (_, body) => {
    for (const each of await readAll(body)) {
      expect(each).toMatchObject({ status: 200, received: 'whole', end: 'complete' })
    }
  })

  it.each<[string, Body]>([
    [
      'gzip that ends in the middle',
      { bytes: (text) => cut(gzipSync(text), 0.5), headers: coded('gzip') },
    ],
    [
      'gzip without its trailer',
      { bytes: (text) => gzipSync(text).subarray(0, -8), headers: coded('gzip') },
    ],
    [
      'gzip without its last byte',
      { bytes: (text) => gzipSync(text).subarray(0, -1), headers: coded('gzip') },
    ],
    [
      'gzip followed by something else',
      {
        bytes: (text) => Buffer.concat([gzipSync(text), Buffer.from('x')]),
        headers: coded('gzip'),
      },
    ],
    [
      'br that ends in the middle',
      { bytes: (text) => cut(brotliCompressSync(text, fast), 0.5), headers: coded('br') },
    ],
    [
      'br without its last byte',
      { bytes: (text) => brotliCompressSync(text, fast).subarray(0, -1), headers: coded('br') },
    ],
    [
      'br followed by something else',
      {
        bytes: (text) => Buffer.concat([brotliCompressSync(text, fast), Buffer.from('x')]),
        headers: coded('br'),
      },
    ],
    [
      'a body shorter than its length',
      {
        bytes: (text) => Buffer.from(text),
        headers: (length) => ({ 'content-length': length + 9, 'x-more': '1' }),
      },
    ],
    [
      'a body without its last chunk',
      { bytes: (text) => Buffer.from(text), headers: () => ({ 'x-more': '1' }) },
    ],
  ])('passes nothing on of %s', async (_, body) => {
    for (const each of await readAll(body)) {
      expect(each).toMatchObject({ status: 502, code: 990057, end: 'broken' })
    }
  })

  it('refuses a body that is larger than 16 MiB', async () => {
    const large = gzipSync(Buffer.alloc(17 * 1_048_576, ' '))
    for (const each of await readAll({ bytes: () => large, headers: coded('gzip') })) {
      expect(each).toMatchObject({ status: 502, code: 990058, end: 'abandoned' })
    }
  })

  it.each<[string, Body['bytes']]>([
    ['GZIP', (text) => gzipSync(text)],
    ['gzip, gzip', (text) => gzipSync(gzipSync(text))],
    ['deflate', (text) => deflateSync(text)],
    ['x-gzip', (text) => gzipSync(text)],
    ['zstd', (text) => Buffer.from(text)],
  ])('refuses “%s”, which the runtime does not undo', async (coding, bytes) => {
    for (const each of await readAll({ bytes, headers: coded(coding) })) {
      expect(each).toMatchObject({ status: 502, code: 990056 })
    }
  })
})

const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const cut = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share))

describe('the witness on Workers', () => {
  const searchId = '0b8c1d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d'
  const inSearch = { 'x-gumshoe-search': searchId }
  const recordsPath = '/gumshoe/witness/records'
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const page = JSON.stringify({ ...emptyPage, result: [{ id: 'a' }, { id: 'b' }] })
  const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')

  it('signs with the key of its secret what came, in one chain for all requests of a search', async () => {
    const proxy = create({
      env: { ...env, WITNESS_KEY: pem },
      answer: async ({ url }) =>
        url.includes('id=3') ? answerJson('{"success":false}', { status: 403 }) : answerJson(page),
    })
    const asked = ['1', '2', '3'].map((id) => answer(proxy, `${question}&id=${id}`, inSearch))
    const answers = await Promise.all(asked)
    expect(answers.map(({ text }) => text === page)).toEqual([true, true, false])
    const { body } = await answer(proxy, recordsPath, inSearch)
    const records = (body as WitnessAnswer).records.map(({ record }) => record)
    expect(verifyChain(records)).toEqual([])
    expect(records.map(({ requestId }) => requestId).sort()).toEqual(
      answers.map(({ headers }) => headers.get('x-request-id')).sort(),
    )
    for (const { status, sha256: digest, entries, upstream, principal } of records) {
      expect([upstream, principal]).toEqual([
        'https://api.cloudflare.com',
        'person:alice@example.com',
      ])
      expect(digest).toBe(sha256(status === 200 ? page : '{"success":false}'))
      expect(entries?.count).toBe(status === 200 ? 2 : undefined)
    }
    const [signed] = (body as WitnessAnswer).heads
    if (!signed) throw new Error('There is no signature.')
    expect(verifyBatch(signed.head, body.records)).toEqual([])
    const spki = pair.publicKey.export({ type: 'spki', format: 'der' })
    const der = Buffer.from(signed.signature, 'base64')
    expect(await verifySignature(spki, der, formatHead(signed.head))).toBe(true)
    const status = await answer(proxy, '/gumshoe/status')
    const key = { fingerprint: sha256(spki), isEphemeral: false }
    expect([body.key, status.body.witness]).toEqual([expect.objectContaining(key), key])
    const again = await answer(proxy, recordsPath, inSearch)
    expect(again.body).toEqual(body)
    expectNoCanary([again.text, ...proxy.lines], pem.split('\n')[1])
  })

  it('gives the records of a search to nobody else, and knows no other', async () => {
    const proxy = create()
    await answer(proxy, question, inSearch)
    const eve = { 'cf-access-jwt-assertion': await signToken({ email: 'eve@example.com' }) }
    const foreign = await answer(proxy, recordsPath, { ...inSearch, ...eve })
    const unknown = await answer(proxy, recordsPath, {
      'x-gumshoe-search': searchId.replace('0b', '0c'),
      ...eve,
    })
    expect(foreign.text).toBe(unknown.text)
    expect(foreign.body).toMatchObject({ records: [], isKnown: false })
    const own = await answer(proxy, recordsPath, inSearch)
    expect(own.body).toMatchObject({ isKnown: true, key: { isEphemeral: true } })
    expect(own.body.records).toHaveLength(1)
  })

  it('records a body that is too large or not whole without a digest', async () => {
    let body = gzipSync(Buffer.alloc(17 * 1_048_576, ' '))
    const proxy = create({
      listener: (_, response) => {
        const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
        response.writeHead(200, headers).end(body)
      },
    })
    expect((await answer(proxy, question, inSearch)).status).toBe(502)
    body = gzipSync(page).subarray(0, -9)
    expect((await answer(proxy, `${question}&id=2`, inSearch)).status).toBe(502)
    const { records } = (await answer(proxy, recordsPath, inSearch)).body as WitnessAnswer
    expect(records.map(({ record: { status, sha256: digest } }) => [status, digest])).toEqual([
      [200, null],
      [200, null],
    ])
  })

  it.each([
    ['WITNESS_KEY', { WITNESS_KEY: pem.replace('PRIVATE KEY', 'PUBLIC KEY') }, true],
    ['WITNESS_KEY', { WITNESS_KEY: pem.replace(/\n.{20}/, '\nAAAAAAAAAAAAAAAAAAAA') }, true],
    ['durable_objects', {}, false],
  ])('answers nothing when %s is wrong, and its log says so', async (name, change, hasWitness) => {
    const proxy = create({ env: { ...env, ...change }, hasWitness })
    expect((await answer(proxy)).body.errors[0].code).toBe(990041)
    await expect.poll(() => proxy.lines.join('\n')).toContain(name)
    expectNoCanary(proxy.lines, pem.split('\n')[1])
  })
})

describe('a timestamp on Workers', () => {
  const sha256 = 'ab'.repeat(32)
  const url = 'https://tsa.example.com/tsr?policy=1'

  async function ask(proxy: Proxy, body = JSON.stringify({ sha256 })) {
    const signedIn = { 'cf-access-jwt-assertion': await signToken() }
    const headers = { ...ownHeaders, ...signedIn, cookie: 'a=b' }
    const response = await proxy.ask('/gumshoe/timestamp', { method: 'POST', body, headers })
    return { status: response.status, body: JSON.parse(await response.text()) }
  }

  it('comes from the authority, which gets a digest and no header of the client', async () => {
    const authority = await createTestAuthority()
    const queries: Buffer[] = []
    const proxy = create({
      env: { ...env, TSA_URL: url },
      answer: async (request) => {
        queries.push(Buffer.from(await request.arrayBuffer()))
        const reply = Buffer.from(await authority.reply(queries[0] ?? Buffer.alloc(0)))
        return new Response(reply, { headers: { 'content-type': 'application/timestamp-reply' } })
      },
    })
    const { status, body } = await ask(proxy)
    expect(status).toBe(200)
    const tsr = authority.fileOf('receipt.tsr', Buffer.from(body.token, 'base64'))
    const files = ['-digest', sha256, '-in', tsr, '-CAfile', authority.rootFile]
    expect(await authority.openssl('ts', '-verify', ...files)).toContain('OK')
    authority.dispose()
    const [call] = proxy.calls
    expect([call?.method, call?.url]).toEqual(['POST', url])
    expect(call?.headers.get('content-type')).toBe('application/timestamp-query')
    const names = [...(call?.headers.keys() ?? [])]
    expect(names.filter((name) => /cookie|auth|jwt|gumshoe/.test(name))).toEqual([])
    expect(queries.map((query) => query.length)).toEqual([69])
  })

  it('is refused without an authority, for another body, and for another answer', async () => {
    expect((await ask(create())).body.errors[0].code).toBe(990070)
    const proxy = create({
      env: { ...env, TSA_URL: url },
      answer: async () => new Response('<h1>', { headers: { 'content-type': 'text/html' } }),
    })
    expect((await ask(proxy, '{}')).body.errors[0].code).toBe(990004)
    expect((await ask(proxy, 'x'.repeat(1_000))).body.errors[0].code).toBe(990004)
    expect(proxy.calls).toEqual([])
    expect((await ask(proxy)).body.errors[0].code).toBe(990074)
    const moved = create({
      env: { ...env, TSA_URL: url },
      answer: async () =>
        new Response('', { status: 307, headers: { location: 'https://x.test' } }),
    })
    expect((await ask(moved)).body.errors[0].message).toContain('is a redirect (HTTP 307)')
    expect(moved.calls).toHaveLength(1)
  })
})

describe('the chain of the audit log on Workers', () => {
  const readChain = (lines: readonly string[]) =>
    lines.flatMap((text) => text.split('\n')).filter((line) => line.includes('"chain"'))

  it('is one for each instance, signed at its start, and never ends', async () => {
    const proxy = create({ env: { ...env, AUDIT_CHAIN: '1', AUDIT_QUERIES: '1' } })
    for (let count = 0; count < 3; count++) await answer(proxy)
    await Promise.all([answer(proxy), answer(proxy)])
    // A line for each request, the first line, and the head.
    await expect.poll(() => readChain(proxy.lines).length).toBe(7)
    const { problems, chains, unknown } = await verifyAuditLog(readChain(proxy.lines))
    expect(problems).toEqual([])
    expect(chains).toMatchObject([{ count: 7, isClosed: false, signedUpTo: 1, isEphemeral: true }])
    expect(unknown.join()).toContain('does not end with a signature')
    expect(readChain(proxy.lines)[3]).toContain('"query":"since=')
  })
})
