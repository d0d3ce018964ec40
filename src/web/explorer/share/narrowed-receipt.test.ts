/** The receipt of an answer from memory has to hold, although the proxy signed what a wider question asked. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readText } from '../../../catalog/fields.ts'
import { timeline } from '../../../catalog/timeline/timeline.ts'
import { findNextCursor } from '../../../cloudflare/pagination.ts'
import { failInBursts } from '../../../emulator/faults/fault-responders.ts'
import type { FaultResponder } from '../../../emulator/faults/faults.ts'
import { expireCursors } from '../../../emulator/faults/page-faults.ts'
import { findScopes } from '../../../emulator/testing/ask-emulator.ts'
import type { ReceiptInput } from '../../../evidence/create-receipt.ts'
import { formatHex } from '../../../evidence/encoding/hex.ts'
import { toMerkleRoot } from '../../../evidence/merkle/create-merkle-root.ts'
import { hashLeaf } from '../../../evidence/merkle/hash-leaf.ts'
import type { Receipt } from '../../../evidence/receipt.ts'
import {
  assembleBundle,
  createTestKey,
  type TestKey,
  toBundleFiles,
} from '../../../evidence/testing/create-bundle.ts'
import { chainRecords, signBatch } from '../../../evidence/testing/create-records.ts'
import { verifyBundle } from '../../../evidence/verify/verify-bundle.ts'
import { findLogMeaning } from '../../../query/address/path-meaning.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import { addValues } from '../../../query/filters.ts'
import { createQuery, type LogQuery, type Scope, type Source } from '../../../query/log-query.ts'
import type { SearchRecord } from '../../export/export-source.ts'
import { pickEvidence, toReceipt } from '../../export/receipt/to-receipt.ts'
import { toReportSubject } from '../../search/report/report.ts'
import { hideSources } from '../../search/session/hide-sources.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { narrow, toReadSession } from '../../search/testing/narrow-session.ts'
import {
  createWorld,
  readRange,
  startEmulatedTimeline,
  type World,
} from '../../search/testing/start-emulated-search.ts'
import { listExportedLogs, toSearchFacts, toSearchRecord } from './export-record.ts'
import { toWiderRead } from './to-export-source.ts'

const range = { since: '2026-11-18T00:00:00.000Z', before: '2026-11-19T00:00:00.000Z' }
let world: World
let key: TestKey
let sources: readonly Source[]

beforeAll(async () => {
  world = await createWorld({}, 1_500)
  key = await createTestKey()
  const { account } = await findScopes(world.emulator)
  sources = ['account-audit-logs-v2', 'account-audit-logs-v1', 'insight-audit-logs'].map(
    (dataset) => ({ dataset, scope: account }),
  )
})

const ask = (change: Partial<LogQuery> = {}): LogQuery => ({
  ...createQuery(timeline.id, { kind: 'user' }),
  ...{ sources, ...change },
})

/** A search that has read a question, and the pages that it received. */
async function read(
  query = ask(),
  timeRange = range,
  inWorld = world,
  how: 'loadAll' | 'loadMore' = 'loadAll',
) {
  const started = startEmulatedTimeline(inWorld, query, timeRange)
  expect((await readRange(started, how)).status).toBe('finished')
  return { started, base: toReadSession(inWorld, started, query, timeRange) }
}

type Read = Awaited<ReturnType<typeof read>>

/** What a proxy signed of the pages, and the entries of each. */
async function sign({ received }: Read['started']) {
  const pages = received.map(({ bytes, ...page }) => {
    const { result, result_info: info } = JSON.parse(new TextDecoder().decode(bytes))
    const timePath = findLogMeaning(`/${page.source}`)?.dataset.timePath
    const leaves: Uint8Array[] = result.map((entry: unknown) =>
      hashLeaf(new TextEncoder().encode(JSON.stringify(entry))),
    )
    const signed = { last: readText(result.at(-1), timePath), next: findNextCursor(info) ?? null }
    return { ...page, leaves, bytes: bytes.length, signed }
  })
  const records = chainRecords(
    pages.map(({ request, requestId, leaves, bytes, signed }) => {
      const entries = { count: leaves.length, root: formatHex(toMerkleRoot(leaves)), ...signed }
      return { requestId, target: `/client/v4${request}`, entries, bytes, upstream: 'emulator' }
    }),
  )
  const { head, signature, records: proven } = await signBatch(records, key)
  const { privateKey: _, ...publicKey } = key
  return { pages, witness: { keys: [publicKey], heads: [{ head, signature }], records: proven } }
}

/** What the verifier says of an export of no entries; `change` may be made to the receipt before. */
async function verify(
  { started }: Read,
  session: SearchSession,
  change: (input: ReceiptInput) => ReceiptInput = (input) => input,
) {
  const { query, timeRange } = session.question
  const { sources: own } = session
  const report = toReportSubject(query, timeRange, undefined, session)
  const logs = listExportedLogs(own, new Map())
  const state = hideSources(session.search.getState(), query.hiddenSources)
  const wider = session.base && toWiderRead(session.base)
  const search = { query, link: '', timeRange, report, logs, sources: own, wider, state }
  const record = toSearchRecord(search)
  const { pages, witness } = await sign(started)
  const evidence = pickEvidence(
    {
      pages: pages.map(({ leaves, signed: _, ...page }) => ({
        ...{ ...page, at: range.before, count: leaves.length, leaves: [] },
      })),
      witness,
    },
    record,
  )
  const { predicate } = toReceipt({
    ...{ source: { logs, version: '1', now: () => 0 }, facts: toSearchFacts(search), record },
    ...{ evidence, planned: [], ended: [], digests: new Map() },
    choice: { which: 'shown', kind: 'ndjson' },
    tree: { count: 0, root: formatHex(toMerkleRoot([])) },
  })
  const { madeBy: _, sources: stated, ...facts } = predicate
  const input = { ...facts, version: '1', files: [], sources: toInput(record, stated) }
  const leavesOf = new Map(pages.map(({ requestId, leaves }) => [requestId, leaves.map(formatHex)]))
  const changed = change(input)
  const files = assembleBundle({
    ...{ input: changed, data: {}, bodies: {}, others: {} },
    leaves: changed.pages.map(({ requestId }) => leavesOf.get(requestId) ?? []),
  })
  const { checks } = await verifyBundle(toBundleFiles(files), { trustedKey: key.fingerprint })
  return {
    predicate,
    fails: checks.filter(({ result }) => result === 'fails').map(({ words }) => words),
    limits: checks.filter(({ topic }) => topic === 'limits'),
    holds: checks.filter(({ result }) => result === 'holds').map(({ words }) => words),
  }
}

/** The sources of a receipt as it is made of them: their windows have the pages themselves. */
function toInput(record: SearchRecord, stated: Receipt['predicate']['sources']) {
  if (!('sources' in record)) throw new Error('The search has one log.')
  return record.sources.map((source, index) => ({
    ...{ ...source, file: null, exported: stated[index]?.exported ?? 0 },
  }))
}

const address = (values: readonly string[]) => addValues([], 'address', 'include', values)

/** The narrower question answered from the read. */
async function answer(read: Read, change: Partial<LogQuery>, timeRange = range) {
  const session = await narrow(read.base, ask(change), timeRange)
  if (!session) throw new Error('Memory does not have the answer.')
  return session
}

describe('the receipt of a narrower question', () => {
  it('holds, where the wider one asked logs that this one does not ask, and names them', async () => {
    const wide = await read()
    const [, , insights] = sources.map(formatSource)
    const session = await answer(wide, { filters: address(['203.0.113.66', '203.0.113.71']) })
    const { fails, predicate, limits } = await verify(wide, session)
    expect(fails).toEqual([])
    expect(predicate.otherReads).toMatchObject([
      { in: insights, because: expect.stringContaining('this question does not ask it') },
    ])
    expect(predicate.pages.some(({ source }) => source === insights)).toBe(false)
    const words = limits.map((check) => check.words).join('\n')
    expect(words).toContain('What 1 log had that is no part of this answer')
    expect(words).toContain('Whether each entry that the browser left out')
    expect(limits.flatMap(({ details }) => details.map(([, value]) => value))).toContainEqual(
      expect.stringContaining('203.0.113.66'),
    )
  })

  it('holds with hidden logs, fewer logs, and a time inside of the read', async () => {
    const wide = await read()
    const [v2 = '', v1 = ''] = sources.map(formatSource)
    const hidden = await answer(wide, { hiddenSources: [v1] })
    const said = await verify(wide, hidden)
    expect(said.fails).toEqual([])
    expect(said.predicate.otherReads).toMatchObject([{ in: v1, because: 'It is hidden.' }])
    const fewer = await answer(wide, { sources: sources.slice(0, 1) })
    const only = await verify(wide, fewer)
    expect(only.fails).toEqual([])
    expect(only.predicate.sources.map(({ in: id }) => id)).toEqual([v2])
    const inside = { since: '2026-11-18T06:00:00.000Z', before: '2026-11-18T12:00:00.000Z' }
    expect((await verify(wide, await answer(wide, {}, inside))).fails).toEqual([])
    const query = { hiddenSources: [v1] }
    const asked = await read(ask(query))
    expect((await verify(asked, asked.base)).fails).toEqual([])
  })

  it('fails where an asked log is called no part of it, or a page of an asked log is missing', async () => {
    const wide = await read()
    const session = await answer(wide, { filters: address(['203.0.113.66']) })
    const [v2 = '', v1 = ''] = sources.map(formatSource)
    const moved = await verify(wide, session, (input) => ({
      ...input,
      sources: input.sources.filter((source) => source.in !== v1),
      pages: input.pages.filter(({ source }) => source !== v1),
      otherReads: [...(input.otherReads ?? []), ...toOthers(input, v1)],
    }))
    expect(moved.fails).toContain(
      `The receipt says that the log “${v1}” is no part of the answer, although the question asks it.`,
    )
    const missing = await verify(wide, session, (input) => ({
      ...input,
      pages: input.pages.filter(({ source, count }) => source !== v2 || count === 0),
      otherReads: [...(input.otherReads ?? []), ...toOthers(input, v2)],
    }))
    expect(missing.fails.join('\n')).toMatch(/they may be missing here/)
    expect(missing.fails.join('\n')).toMatch(/twice: as a part of the answer, and as none/)
  })

  it('fails where the wider question had filters that leave out entries', async () => {
    const wide = await read(ask({ filters: address(['203.0.113.66']) }))
    const session = await answer(wide, { filters: address(['203.0.113.66']) })
    const { fails } = await verify(wide, session, (input) => ({
      ...input,
      sources: input.sources.map((source) => ({ ...source, filters: [] })),
    }))
    expect(fails.join('\n')).toContain('does not have all entries that the question asks for')
  })
})

function toOthers({ sources: all }: ReceiptInput, log: string) {
  return all.flatMap(({ in: id, ledger }) =>
    id === log && ledger
      ? [{ in: id, because: 'x', asked: ledger.asked as string[], timeRange: range }]
      : [],
  )
}

describe('the receipt of a search in many windows', () => {
  const before = '2026-11-19T00:00:00.000Z'
  /** Each log, and since when it has a few thousand entries. */
  const logs = {
    'access-authentication-logs': '2026-10-25T00:00:00.000Z',
    'account-audit-logs-v1': '2026-11-14T00:00:00.000Z',
    'account-audit-logs-v2': '2026-11-14T00:00:00.000Z',
  } as const
  const faults: Readonly<Record<string, FaultResponder>> = {
    none: (_, trueAnswer) => trueAnswer(),
    'expired cursors': expireCursors,
    'failing servers': failInBursts(2, 5),
  }
  const ways = (Object.keys(logs) as (keyof typeof logs)[]).flatMap((dataset) =>
    (['loadAll', 'loadMore'] as const).flatMap((how) => [
      ...Object.keys(faults).map((fault) => {
        return { dataset, how, fault, direction: 'desc' as const }
      }),
      { dataset, how, fault: 'none', direction: 'asc' as const },
    ]),
  )
  let large: World
  let account: Scope
  beforeAll(async () => {
    large = await createWorld({}, 40_000)
    account = (await findScopes(large.emulator)).account
  })

  it.each(ways)('covers the time range: $dataset, $direction, $how, $fault', async (way) => {
    const { dataset, direction, how, fault } = way
    large.emulator.faults.clear()
    large.emulator.faults.when(() => true, faults[fault] ?? neverAnswer)
    const query = ask({ sources: [{ dataset, scope: account }], direction })
    const timeRange = { since: logs[dataset], before }
    const { fails, holds, predicate } = await read(query, timeRange, large, how).then((done) =>
      verify(done, done.base),
    )
    expect(fails).toEqual([])
    expect(holds).toContainEqual(
      expect.stringMatching(/^The pages cover the whole time range of the log “accounts/),
    )
    const windows = predicate.sources.flatMap(({ ledger }) => ledger?.windows ?? [])
    expect(windows.map(({ outcome }) => outcome)).toContain('continued')
    // The first answer of a log without pages is full, so that shorter times are asked for.
    if (dataset === 'access-authentication-logs' && how === 'loadMore')
      expect(windows.map(({ reason }) => reason)).toContain('shorter-range')
  })
})

const neverAnswer: FaultResponder = () => {
  throw new Error('There is no such fault.')
}
