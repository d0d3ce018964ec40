import { describe, expect, it } from 'vitest'
import { createReceipt, formatReceipt, type ReceiptInput } from './create-receipt.ts'

const page = {
  source: 'user/audit_logs',
  request: '/user/audit_logs?per_page=1000',
  at: '2026-11-30T11:00:00.000Z',
  count: 1,
  bytes: 1500,
  requestId: 'request-1',
}
const ledgerPage = { ...page, doubts: ['An entry has no time.'], nextCursor: '' }
const timeRange = { since: '2026-11-29T11:00:00Z', before: '2026-11-30T11:00:00Z' }
const window = {
  ...({ number: 1, query: 1, ...timeRange, reason: 'start', outcome: 'end', retries: [] } as const),
  pages: [ledgerPage],
}
const input: ReceiptInput = {
  version: '0.1.0',
  madeAt: '2026-11-30T11:00:00.000Z',
  claim: 'Complete: 1 entry.',
  complete: true,
  verdict: 'complete',
  mayStillChangeSince: null,
  lateEntries: null,
  question: { filters: [], askedAs: undefined, name: 'b\ud800' },
  sources: [
    {
      ...{ in: 'user/audit_logs', file: 'a.ndjson', exported: 1, dataset: 'user-audit-logs-v1' },
      ledger: { verdict: 'complete', timeRange, gaps: [], windows: [window], refused: 0 },
    },
  ],
  notAsked: [],
  counts: { loaded: 1, shown: 1, exported: 1, conflicting: 0 },
  data: [{ name: 'a.ndjson', format: 'ndjson', entries: 1 }],
  entries: { count: 1, root: 'ab'.repeat(32) },
  pages: [page],
  witness: { keys: [], heads: [], records: [], absentBecause: 'demo' },
  files: [
    { name: 'a.ndjson', sha256: '12'.repeat(32) },
    { name: 'manifest.json', sha256: '34'.repeat(32) },
  ],
}

const readWindows = (receipt: ReturnType<typeof createReceipt>) =>
  receipt.predicate.sources.flatMap(({ ledger }) => ledger?.windows ?? [])

it('is a Statement by the rules of in-toto (spec/v1/statement.md)', () => {
  const statement: unknown = JSON.parse(
    new TextDecoder().decode(formatReceipt(createReceipt(input))),
  )
  expect(Object.keys(statement ?? {}).sort()).toEqual([
    '_type',
    'predicate',
    'predicateType',
    'subject',
  ])
  const { _type, subject, predicateType, predicate } = statement as Record<string, unknown>
  expect(_type).toBe('https://in-toto.io/Statement/v1')
  // A TypeURI is a URI of RFC 3986, compared byte for byte, so it is written in lower case, with a version.
  expect(predicateType).toMatch(/^[a-z][a-z0-9+.-]*:[^\s#?]+\/?:?v?\d+$/)
  expect(predicate).toBeTypeOf('object')
  // At least one subject; each has a digest set that is not empty, and a name of its own.
  expect(subject).toEqual([
    { name: 'a.ndjson', digest: { sha256: '12'.repeat(32) } },
    { name: 'manifest.json', digest: { sha256: '34'.repeat(32) } },
  ])
})

describe('a receipt', () => {
  it('is written in canonical form, without what has no value and without lone surrogates', () => {
    const text = new TextDecoder().decode(formatReceipt(createReceipt(input)))
    expect(text).toMatch(/^\{"_type":"https:\/\/in-toto\.io\/Statement\/v1","predicate":\{"claim":/)
    expect(text).toContain('"question":{"filters":[],"name":"b\ufffd"}')
    expect(text).toContain('"madeBy":{"name":"Gumshoe","version":"0.1.0"}')
    expect(createReceipt({ ...input, version: '' }).predicate.madeBy.version).toBe('unknown')
  })

  it('says once what a page was: windows have the numbers of their pages', () => {
    expect(readWindows(createReceipt(input))).toEqual([
      { ...window, pages: [1], unlisted: 0, doubts: ['An entry has no time.'] },
    ])
  })

  it('counts the pages of windows that it does not have', () => {
    const [source] = input.sources
    const ledger = source?.ledger
    if (!source || !ledger) throw new Error('no ledger')
    const pages = [ledgerPage, { ...ledgerPage, requestId: 'request-9' }]
    const windows = [{ ...window, pages, earlier: { pages: 4 } }]
    const sources = [{ ...source, ledger: { ...ledger, windows } }]
    expect(readWindows(createReceipt({ ...input, sources }))).toMatchObject([
      { pages: [1], unlisted: 5 },
    ])
    const others = [{ ...source, in: 'accounts/a/audit_logs', ledger: { ...ledger, windows } }]
    expect(readWindows(createReceipt({ ...input, sources: others }))).toMatchObject([
      { pages: [], unlisted: 6 },
    ])
  })

  it('has records exactly as they came', () => {
    const witness = { ...input.witness, absentBecause: '\ud800' }
    expect(createReceipt({ ...input, witness }).predicate.witness).toBe(witness)
  })

  it('names each file once', () => {
    const files = [...input.files, { name: 'a.ndjson', sha256: '56'.repeat(32) }]
    expect(() => createReceipt({ ...input, files })).toThrow('Two files are called a.ndjson.')
  })
})
