import { createHash } from 'node:crypto'
import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { WitnessAnswer } from '../../../contract/witness.ts'
import type { ApiRequest } from '../../../query/request/api-request.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import { type EntryStore, onlySource } from '../../store/entry-store.ts'
import { createRequester } from '../session/page-requester.ts'
import { readEvidence } from './read-evidence.ts'
import { createReceivedPages, receivedLimits } from './received-pages.ts'
import { createSessionEvidence } from './session-evidence.ts'

const dataset = getDataset('account-audit-logs-v2')
const searchId = '11111111-2222-4333-8444-555555555555'
const nowMs = Date.parse('2026-11-21T12:00:00Z')

type Sent = { path: string; search: string | null }

/** A session over a proxy with these bodies, one for each data request; the id of a request is its number. */
function open(bodies: readonly string[], witness: (requests: number) => Response) {
  const sent: Sent[] = []
  let requests = 0
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('fetch', async (path: string, { headers }: { headers: Record<string, string> }) => {
    sent.push({ path, search: new Headers(headers).get('x-gumshoe-search') })
    if (path.startsWith('/gumshoe/')) return witness(requests)
    const body = bodies[requests++]
    return new Response(body, { headers: { 'x-request-id': `r${requests}` } })
  })
  const store = createColumnEntryStore([{ id: onlySource, dataset }])
  const evidence = createSessionEvidence(searchId)
  const request = createRequester({
    queryClient: new QueryClient(),
    ...{ searchId, store, evidence },
    now: () => nowMs,
  })
  const toRequest = (page: number): ApiRequest => ({ path: '/a', pairs: [['page', String(page)]] })
  return {
    sent,
    session: { store, evidence },
    ask: async (page: number, isPoll = false) =>
      (await request(toRequest(page), 'interactive', page, onlySource, isPoll)).staged,
  }
}

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const toBody = (...texts: readonly string[]) => `{"success":true,"result":[${texts.join(', ')}]}`
const toText = (id: string) => `{"id":"${id}","action":{"time":"2026-11-21T11:00:00Z"}}`

/** An answer of the proxy with records of so many requests. */
function answerRecords(requests: number): Response {
  const records = Array.from({ length: requests }, (_, at) => ({
    record: { number: at + 1, requestId: `r${at + 1}` },
    proof: [],
  }))
  const answer = {
    records,
    heads: [{ head: { first: 1, last: requests }, signature: 'AA==' }],
    ...{ key: { fingerprint: 'k', pem: '', isEphemeral: true }, dropped: 0, isKnown: true },
  }
  return Response.json(answer as unknown as WitnessAnswer)
}

describe('the evidence of a session', () => {
  it('has each page with its entries, and the records of the proxy', async () => {
    const [a, b] = [toText('a'), toText('b')]
    const bodies = [toBody(a, b), toBody(), toBody(b), toBody(a)]
    const { ask, session, sent } = open(bodies, answerRecords)
    const { ticket } = await ask(1)
    await ask(2)
    await ask(3)
    await session.store.commit([[ticket]], { at: 'end', direction: 'desc' })
    await ask(4, true)
    const { pages, condensed, witness } = await readEvidence(session)
    expect(condensed).toBe(0)
    expect(pages.map(({ requestId, request, count }) => [requestId, request, count])).toEqual([
      ['r1', '/a?page=1', 2],
      ['r2', '/a?page=2', 0],
      ['r3', '/a?page=3', 1],
      ['r4', '/a?page=4', 1],
    ])
    expect(pages[0]).toMatchObject({
      ...{ source: onlySource, at: '2026-11-21T12:00:00.000Z', bytes: bodies[0]?.length },
      leaves: [{ firstRow: 0, count: 2 }],
    })
    expect(pages[0]).not.toHaveProperty('body')
    expect(pages[1]).toMatchObject({ body: bodies[1], leaves: [] })
    // The third page waits for its commit, and the poll found an entry of the list.
    const leaf = createHash('sha256').update(`\0${b}`).digest()
    expect(pages[2]?.leaves).toEqual([{ hashes: Uint8Array.from(leaf) }])
    expect(pages[3]?.leaves).toEqual([{ firstRow: 0, count: 1 }])
    expect(witness.records.map(({ record }) => record.requestId)).toEqual(['r1', 'r2', 'r3', 'r4'])
    expect(witness).not.toHaveProperty('missingBecause')
    expect(new Set(sent.map(({ search }) => search))).toEqual(new Set([searchId]))
    expect(sent.at(-1)?.path).toBe('/gumshoe/witness/records')
  })

  it('counts pages that are no longer listed', async () => {
    const { ask, session } = open([toBody(), toBody()], answerRecords)
    const { ticket } = await ask(1, true)
    await ask(2, true)
    const received = createReceivedPages({ ...receivedLimits, idlePages: 0 })
    for (const page of session.evidence.received.list()) received.add(page)
    await session.store.forgetLeaves(received.condense([ticket]))
    const evidence = { ...session.evidence, received }
    expect(await readEvidence({ ...session, evidence })).toMatchObject({
      condensed: 1,
      pages: [{ requestId: 'r2' }],
    })
  })

  it('has a page that arrives after its record, and waits for none that was not wanted', async () => {
    const answerBoth = () => {
      const toRecord = (number: number) => ({
        record: {
          ...{ number, requestId: `r${number}`, status: 200 },
          entries: { count: 1, root: '' },
        },
        proof: [],
      })
      const key = { fingerprint: 'k', pem: '', isEphemeral: true }
      const records = [toRecord(1), toRecord(2)]
      const heads = [{ head: { first: 1, last: 2 }, signature: 'AA==' }]
      return Response.json({ records, heads, key, dropped: 0, isKnown: true })
    }
    const { ask, session } = open([toBody(toText('a')), toBody(toText('b'))], answerBoth)
    await ask(1)
    const reading = readEvidence(session)
    await session.evidence.witness.collect()
    await ask(2)
    const { pages } = await reading
    expect(pages.map(({ requestId }) => requestId)).toEqual(['r1', 'r2'])
    expect(pages[1]?.leaves).toHaveLength(1)
    // The record of a request that was given up before the last page.
    const { ask: askOther, session: other } = open([toBody(), toBody(toText('c'))], answerBoth)
    await askOther(1)
    await askOther(2)
    const received = createReceivedPages()
    for (const page of other.evidence.received.list().slice(1)) received.add(page)
    // It would wait for ever.
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const evidence = { ...other.evidence, received }
    expect((await readEvidence({ ...other, evidence })).pages).toHaveLength(1)
  })

  it('keeps the leaves of pages that are forgotten while the proxy answers', async () => {
    const { ask, session } = open([toBody(toText('a'))], answerRecords)
    const { ticket } = await ask(1)
    const reading = readEvidence(session)
    const forgetting = session.store.forgetLeaves([ticket])
    expect((await reading).pages).toMatchObject([{ leaves: [{ hashes: expect.anything() }] }])
    await forgetting
  })

  it.each<[string, () => Response]>([
    ['has no such endpoint', () => new Response('', { status: 404 })],
    ['answers with a page', () => new Response('<html>')],
    ['answers in another form', () => Response.json({ records: 7 })],
  ])('has the pages where the proxy %s', async (_, witness) => {
    const { ask, session } = open([toBody(toText('a'))], witness)
    await ask(1)
    const { pages, ...others } = await readEvidence(session)
    expect(pages).toHaveLength(1)
    expect(others.witness).toEqual({
      ...{ keys: [], heads: [], records: [] },
      absentBecause: expect.any(String),
    })
  })

  it('is not read when the store fails or the receipt is canceled', async () => {
    const { ask, session } = open([toBody(toText('a'))], answerRecords)
    await ask(1)
    const pageLeaves: EntryStore['pageLeaves'] = async () => {
      throw new Error('gone')
    }
    const broken = { ...session, store: { ...session.store, pageLeaves } }
    await expect(readEvidence(broken)).rejects.toThrow('gone')
    await expect(readEvidence(session, AbortSignal.abort(new Error('no')))).rejects.toThrow('no')
  })
})
