/** What is recorded of the answers of a search, seen from outside of the proxy. */
import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { sliceEntries } from '../../cloudflare/slice-entries.ts'
import type { WitnessAnswer, WitnessRecord } from '../../contract/witness.ts'
import { parseBase64 } from '../../evidence/encoding/base64.ts'
import { formatHex } from '../../evidence/encoding/hex.ts'
import { toMerkleRoot } from '../../evidence/merkle/create-merkle-root.ts'
import { hashLeaf } from '../../evidence/merkle/hash-leaf.ts'
import { parsePublicKey } from '../../evidence/signatures/public-key.ts'
import { verifySignature } from '../../evidence/signatures/verify-signature.ts'
import { formatHead } from '../../evidence/witness/format-record.ts'
import { verifyBatch, verifyChain } from '../../evidence/witness/verify-batch.ts'
import {
  accountId,
  answerJson,
  createTestProxy,
  emptyPage,
  namedAccess,
  ownHeaders,
  question,
  type TestOptions,
} from '../testing/test-proxy.ts'

const searchId = '0b8c1d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d'
const otherId = '11111111-2222-4333-8444-555555555555'
const recordsPath = '/gumshoe/witness/records'
const page = '{"success":true,  "result":[{"id":"1","n":12345678901234567890},\n{"id":"\\u0041"}]}'

let proxy = createTestProxy()
afterEach(() => proxy.expectNoCanary())

function renew(options: TestOptions = {}) {
  proxy = createTestProxy({ answer: async () => answerJson(page), ...options })
}

const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')
const inSearch = (id = searchId, more: Record<string, string> = {}) => ({
  headers: { ...ownHeaders, 'x-gumshoe-search': id, ...more },
})

async function readRecords(id = searchId, more = {}): Promise<WitnessAnswer> {
  return (await proxy.answer(recordsPath, inSearch(id, more))).body
}

async function readRecord(): Promise<WitnessRecord> {
  const { records } = await readRecords()
  const [first] = records
  if (records.length !== 1 || !first) throw new Error(`There are ${records.length} records.`)
  return first.record
}

describe('the record of an answer', () => {
  it('has the time of the last entry as it is written, and none where it cannot be read', async () => {
    const toPage = (...times: string[]) =>
      `{"success":true,"result":[${times.map((time) => `{"action":{"time":${time}}}`).join(',')}]}`
    for (const [times, last] of [
      [
        ['"2026-11-20T12:00:00.1234567Z"', '"2026-11-20T13:00:00+01:00"'],
        '2026-11-20T13:00:00+01:00',
      ],
      [['"2026-11-20T12:00:00Z"', '"yesterday"'], undefined],
      [['"2026-11-20T12:00:00Z"', '1763640000'], undefined],
      [[], undefined],
    ] as const) {
      renew({ answer: async () => answerJson(toPage(...times)) })
      await proxy.answer(question, inSearch())
      const { entries } = await readRecord()
      expect([times, entries?.last]).toEqual([times, last])
    }
  })

  it('says what came, for which request, and binds each entry', async () => {
    renew({
      answer: async () =>
        answerJson(page, {
          headers: { 'cf-ray': '8f0e1d2c3b4a5968-LIS', date: 'Sat, 21 Nov 2026 12:00:00 GMT' },
        }),
    })
    const { headers, text } = await proxy.answer(question, inSearch())
    expect(text).toBe(page)
    const bytes = new TextEncoder().encode(page)
    const leaves = sliceEntries(bytes).map(({ start, end }) => hashLeaf(bytes.subarray(start, end)))
    expect(leaves).toHaveLength(2)
    expect(await readRecord()).toEqual({
      type: 'gumshoe-witness-record/1',
      number: 1,
      previous: null,
      requestId: headers.get('x-request-id'),
      upstream: 'https://api.cloudflare.com',
      method: 'GET',
      target: question,
      status: 200,
      ray: '8f0e1d2c3b4a5968-LIS',
      date: 'Sat, 21 Nov 2026 12:00:00 GMT',
      sha256: sha256(page),
      bytes: bytes.length,
      entries: { count: 2, root: formatHex(toMerkleRoot(leaves)), next: null },
      credential: null,
      principal: 'anyone',
      at: '2026-11-21T12:00:00.000Z',
    })
  })

  it.each([
    ['a cursor', '{"cursor":"c1"}', 'c1'],
    ['a cursor of another form', '{"cursors":{"after":"c2"}}', 'c2'],
    ['an empty cursor', '{"cursor":""}', null],
    ['no cursor', '{"count":1}', null],
    ['null in its place', 'null', null],
  ])('of a page with %s says which page is next', async (_, info, next) => {
    for (const result of ['[{"cursor":"x","result_info":{"cursor":"y"}}]', '[]']) {
      renew({
        answer: async () => answerJson(`{"result":${result},"result_info":${info},"success":true}`),
      })
      await proxy.answer(question, inSearch())
      expect((await readRecord()).entries).toMatchObject({ next })
    }
  })

  it.each([
    ['no text', '"\\ud800"'],
    ['too long to be sent', `"${'c'.repeat(2_049)}"`],
  ])('of a page with a cursor that is %s does not say that no page is next', async (_, cursor) => {
    const body = `{"result":[1],"result_info":{"cursor":${cursor}},"success":true}`
    renew({ answer: async () => answerJson(body) })
    await proxy.answer(question, inSearch())
    expect(await readRecord()).toMatchObject({ sha256: sha256(body), entries: null })
  })

  it('of a page without entries has the root of the empty tree', async () => {
    renew({ answer: async () => answerJson(emptyPage) })
    await proxy.answer(question, inSearch())
    const { entries, sha256: digest } = await readRecord()
    expect(entries).toEqual({ count: 0, root: sha256(''), next: null })
    expect(digest).toBe(sha256(JSON.stringify(emptyPage)))
  })

  it.each([
    ['no list', '{"success":true,"result":{"id":"1"}}'],
    ['null', '{"success":true,"result":null}'],
    ['no JSON', '{"success":true,"result":['],
    ['an array', '[]'],
    ['a text', '"result"'],
  ])('of a body with %s has a digest and no entries', async (_, body) => {
    renew({ answer: async () => answerJson(body) })
    expect(await (await proxy.ask(question, inSearch())).text()).toBe(body)
    expect(await readRecord()).toMatchObject({ sha256: sha256(body), entries: null })
  })

  it('of a page of millions of entries has a digest, and counts none of them', async () => {
    const body = `{"success":true,"result":[${'1,'.repeat(3_000_000)}1]}`
    renew({ answer: async () => answerJson(body) })
    await (await proxy.ask(question, inSearch())).text()
    expect(await readRecord()).toMatchObject({ sha256: sha256(body), entries: null })
  })

  it('of a CSV export has a digest and no entries', async () => {
    const csv = 'when,what\n1,2\n'
    renew({ answer: async () => new Response(csv, { headers: { 'content-type': 'text/csv' } }) })
    const path = `/client/v4/accounts/${accountId}/audit_logs?export=true`
    expect((await proxy.answer(path, inSearch())).text).toBe(csv)
    expect(await readRecord()).toMatchObject({ sha256: sha256(csv), entries: null, target: path })
  })

  it.each([400, 401, 403, 404, 500])(
    'of a %i has the digest of what Cloudflare sent, not of what the proxy made of it',
    async (status) => {
      const sent = JSON.stringify({
        success: false,
        errors: [{ code: 7, message: 'no' }],
        extra: 1,
      })
      renew({ answer: async () => answerJson(sent, { status }), sleep: async () => undefined })
      const { text, status: got } = await proxy.answer(question, inSearch())
      expect([got, text === sent]).toEqual([status, false])
      expect(await readRecord()).toMatchObject({ status, sha256: sha256(sent), entries: null })
    },
  )

  it('is made of the final answer only, not of those that the proxy repeated', async () => {
    let calls = 0
    renew({
      answer: async () => (++calls < 3 ? answerJson({}, { status: 503 }) : answerJson(page)),
      sleep: async () => undefined,
    })
    expect((await proxy.answer(question, inSearch())).status).toBe(200)
    expect(calls).toBe(3)
    expect((await readRecord()).status).toBe(200)
  })

  it.each<[string, Response, number]>([
    ['a redirect', new Response('moved', { status: 302, headers: { location: '/x' } }), 302],
    ['HTML', new Response('<p>', { headers: { 'content-type': 'text/html' } }), 200],
  ])('of %s, which is not read, has no digest', async (_, answer, status) => {
    renew({ answer: async () => answer })
    expect((await proxy.answer(question, inSearch())).status).toBe(502)
    expect(await readRecord()).toMatchObject({ status, sha256: null, bytes: null, entries: null })
  })

  it('is not made where Cloudflare gave no answer', async () => {
    renew({ answer: () => Promise.reject(new Error('x')), sleep: async () => undefined })
    expect((await proxy.answer(question, inSearch())).status).toBe(502)
    expect(await readRecords()).toMatchObject({ records: [], isKnown: false })
  })

  it('passes on no header in another form than documented', async () => {
    const headers = { 'cf-ray': '<b>', date: 'x'.repeat(9_000) }
    renew({ answer: async () => answerJson(page, { headers }) })
    await proxy.answer(question, inSearch())
    expect(await readRecord()).toMatchObject({ ray: null, date: null })
  })

  it('names the token by its id when the check has found it, and never says the token', async () => {
    const report = {
      ...{ checkedAt: '', words: '', logs: [], isInterrupted: false },
      state: 'active-user-token' as const,
      tokenId: 'ed17574386854bf78a67040be0a770b0',
    }
    renew({
      tokenWatch: { report: () => report, check: async () => report, refresh: async () => 0 },
    })
    await proxy.answer(question, inSearch())
    expect((await readRecord()).credential).toBe('ed17574386854bf78a67040be0a770b0')
  })

  it('is made for every log and list that is passed on', async () => {
    renew()
    const scope = `/client/v4/accounts/${accountId}`
    for (const path of [`${scope}/audit_logs`, '/client/v4/accounts', '/client/v4/zones']) {
      expect((await proxy.answer(path, inSearch())).status).toBe(200)
    }
    expect((await readRecords()).records.map(({ record }) => record.target)).toEqual([
      `${scope}/audit_logs`,
      '/client/v4/accounts',
      '/client/v4/zones',
    ])
  })

  it('of a reduced list has the digest of what Cloudflare sent', async () => {
    const sent = JSON.stringify({
      ...emptyPage,
      result: [{ id: 'x', name: 'n', config: { a: 1 } }],
    })
    renew({ answer: async () => answerJson(sent) })
    const path = `/client/v4/accounts/${accountId}/access/identity_providers`
    expect((await proxy.answer(path, inSearch())).text).not.toContain('config')
    expect((await readRecord()).sha256).toBe(sha256(sent))
  })

  it('is not made for a list that the proxy puts together from several answers', async () => {
    renew({ env: { CLOUDFLARE_API_TOKEN: 'x'.repeat(40), CLOUDFLARE_ACCOUNT_IDS: accountId } })
    expect((await proxy.answer('/client/v4/accounts', inSearch())).status).toBe(200)
    expect((await readRecords()).isKnown).toBe(false)
  })

  it('is not made without a search', async () => {
    renew()
    await proxy.answer(question)
    expect((await readRecords()).isKnown).toBe(false)
  })
})

describe('the header of the search', () => {
  it.each(['', 'x', `${searchId}0`, `{${searchId}}`, searchId.replaceAll('-', ''), '..', '*'])(
    'is refused by name when it is “%s”, before upstream is asked',
    async (id) => {
      renew()
      for (const path of [question, recordsPath]) {
        const { status, body } = await proxy.answer(path, inSearch(id))
        expect([status, body.errors[0].code]).toEqual([400, 990003])
        expect(body.errors[0].message).toContain('x-gumshoe-search')
      }
      expect(proxy.calls).toEqual([])
    },
  )

  it('means the same in upper case', async () => {
    renew()
    await proxy.answer(question, inSearch(searchId.toUpperCase()))
    expect((await readRecords()).records).toHaveLength(1)
  })

  it('is needed for records', async () => {
    renew()
    const { status, body } = await proxy.answer(recordsPath)
    expect([status, body.errors[0].message]).toEqual([400, expect.stringContaining('is missing')])
  })

  it('is not passed on', async () => {
    renew()
    await proxy.answer(question, inSearch())
    expect([...(proxy.calls[0]?.headers.keys() ?? [])].sort()).toEqual([
      'accept',
      'authorization',
      'user-agent',
    ])
  })
})

describe('the records of a search', () => {
  it('are chained, and signed in batches that can be verified', async () => {
    renew()
    for (const id of ['1', '2', '3']) await proxy.answer(`${question}&id=${id}`, inSearch())
    await readRecords()
    for (const id of ['4', '5']) await proxy.answer(`${question}&id=${id}`, inSearch())
    const answer = await readRecords()
    const { records, heads, key } = answer
    expect(verifyChain(records.map(({ record }) => record))).toEqual([])
    expect(heads.map(({ head }) => [head.first, head.last])).toEqual([
      [1, 3],
      [4, 5],
    ])
    const { spki } = parsePublicKey(key.pem)
    for (const { head, signature } of heads) {
      const batch = records.filter(({ record: { number: n } }) => n >= head.first && n <= head.last)
      expect(verifyBatch(head, batch)).toEqual([])
      expect(head.key).toBe(key.fingerprint)
      const der = parseBase64(signature) ?? new Uint8Array()
      expect(await verifySignature(spki ?? new Uint8Array(), der, formatHead(head))).toBe(true)
    }
    expect(await readRecords()).toEqual(answer)
  })

  it('belong to the principal that asked, and to nobody else', async () => {
    renew({ access: namedAccess })
    await proxy.answer(question, inSearch(searchId, { 'x-name': 'alice' }))
    const [alice, eve, unknown] = await Promise.all([
      readRecords(searchId, { 'x-name': 'alice' }),
      proxy.answer(recordsPath, inSearch(searchId, { 'x-name': 'eve' })),
      proxy.answer(recordsPath, inSearch(otherId, { 'x-name': 'eve' })),
    ])
    expect(alice.records.map(({ record }) => record.principal)).toEqual(['person:alice'])
    expect(eve.text).toBe(unknown.text)
    expect(eve.body).toMatchObject({ records: [], heads: [], dropped: 0, isKnown: false })
  })

  it('of another principal with the same id are apart', async () => {
    renew({ access: namedAccess })
    for (const name of ['alice', 'eve', 'alice']) {
      await proxy.answer(`${question}&id=${name}`, inSearch(searchId, { 'x-name': name }))
    }
    const counts = []
    for (const name of ['alice', 'eve']) {
      const { records } = await readRecords(searchId, { 'x-name': name })
      expect(records.every(({ record }) => record.principal === `person:${name}`)).toBe(true)
      expect(verifyChain(records.map(({ record }) => record))).toEqual([])
      counts.push(records.length)
    }
    expect(counts).toEqual([2, 1])
  })

  it('have one record for each request that shared an answer', async () => {
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    renew({
      answer: async () => {
        await gate
        return answerJson(page)
      },
    })
    const asked = [searchId, otherId, searchId].map((id) => proxy.answer(question, inSearch(id)))
    const plain = proxy.answer(question)
    await expect.poll(() => proxy.calls.length).toBe(2)
    release()
    const answers = await Promise.all(asked)
    expect((await plain).text).toBe(page)
    // Requests of searches share one call, and those of no search share another.
    expect(proxy.calls).toHaveLength(2)
    expect(answers.map(({ text }) => text)).toEqual([page, page, page])
    const ids = answers.map(({ headers }) => headers.get('x-request-id'))
    const [first, other] = [await readRecords(searchId), await readRecords(otherId)]
    expect(first.records.map(({ record }) => record.requestId).sort()).toEqual(
      [ids[0], ids[2]].sort(),
    )
    expect(other.records.map(({ record }) => record.requestId)).toEqual([ids[1]])
    for (const { record } of [...first.records, ...other.records]) {
      expect(record).toMatchObject({ sha256: sha256(page), entries: { count: 2 } })
    }
  })

  it('wait for answers under way', async () => {
    let release: () => void = () => undefined
    renew({
      answer: async () => {
        await new Promise<void>((resolve) => {
          release = resolve
        })
        return answerJson(page)
      },
    })
    const asked = proxy.answer(question, inSearch())
    await expect.poll(() => proxy.calls.length).toBe(1)
    let isDone = false
    const records = readRecords().finally(() => {
      isDone = true
    })
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(isDone).toBe(false)
    release()
    await asked
    expect((await records).records).toHaveLength(1)
  })

  it('are the same for two who ask at the same time', async () => {
    renew()
    for (const id of ['1', '2']) await proxy.answer(`${question}&id=${id}`, inSearch())
    const [a, b] = await Promise.all([readRecords(), readRecords()])
    expect(a).toEqual(b)
    expect(a.heads).toHaveLength(1)
  })
})

describe('questions for records', () => {
  it('are limited to 60 in a minute for one principal', async () => {
    renew({ access: namedAccess })
    const ask = (name: string) => proxy.answer(recordsPath, inSearch(searchId, { 'x-name': name }))
    for (let n = 0; n < 60; n++) expect((await ask('eve')).status).toBe(200)
    const refused = await ask('eve')
    expect([refused.status, refused.body.errors[0].code]).toEqual([429, 990033])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask('alice')).status).toBe(200)
  })

  it('are answered to eight at a time of one principal, until their bodies have ended', async () => {
    renew({ access: namedAccess })
    const open = await Promise.all(
      Array.from({ length: 8 }, () => proxy.ask(recordsPath, inSearch())),
    )
    expect(open.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect((await proxy.answer(recordsPath, inSearch())).status).toBe(429)
    await Promise.all([open[0]?.text(), open[1]?.body?.cancel()])
    expect((await proxy.answer(recordsPath, inSearch())).status).toBe(200)
  })
})

describe('the key', () => {
  it('is told to those who may ask', async () => {
    renew()
    const { body } = await proxy.answer('/gumshoe/witness')
    expect(body).toEqual({
      key: {
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        pem: expect.any(String),
        isEphemeral: true,
      },
      timestamps: false,
    })
    renew({ askAuthority: () => Promise.reject(new Error('x')) })
    expect((await proxy.answer('/gumshoe/witness')).body.timestamps).toBe(true)
    const der = parsePublicKey(body.key.pem).spki ?? new Uint8Array()
    expect(sha256(der)).toBe(body.key.fingerprint)
    const status = await proxy.answer('/gumshoe/status')
    const { fingerprint, isEphemeral } = body.key
    expect(status.body.witness).toEqual({ fingerprint, isEphemeral })
    expect((await readRecords()).key).toEqual(body.key)
  })
})
