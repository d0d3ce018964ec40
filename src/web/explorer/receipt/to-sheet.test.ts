import { expect, it } from 'vitest'
import type { Receipt, ReceiptSource } from '../../../evidence/receipt.ts'
import { toSheet } from './to-sheet.ts'

const timeRange = { since: '2026-11-01T00:00:00.000Z', before: '2026-11-02T00:00:00.000Z' }
const question = { timeRange, filters: ['actor email is ann@example.com'] }

function toSource(index: number, change: Partial<ReceiptSource> = {}): ReceiptSource {
  return {
    ...{ in: `accounts/${index}/logs/audit`, log: 'Account audit log v2', file: null, exported: 0 },
    cannotShow: { statements: [{ statement: 'Reads are not recorded.' }], text: [] },
    ledger: {
      ...{ verdict: 'complete', timeRange, gaps: [] },
      windows: [
        {
          ...{ number: 1, query: 1, ...timeRange, reason: 'start', outcome: 'end' },
          ...{ pages: [1], unlisted: 2, doubts: [], retries: [] },
        },
      ],
    },
    ...change,
  }
}

function toPage(change: Partial<Receipt['predicate']> = {}, asked = question) {
  const receipt: Receipt = {
    _type: 'https://in-toto.io/Statement/v1',
    predicateType: 'urn:gumshoe:receipt:1',
    subject: [],
    predicate: {
      ...{ madeAt: '2026-11-21T12:00:00.000Z', madeBy: { name: 'Gumshoe', version: '1.2.3' } },
      ...{ claim: 'Complete: 0 entries. Every window was read.', complete: true },
      ...{ verdict: 'complete', mayStillChangeSince: null, lateEntries: null, question: {} },
      ...{ sources: [toSource(1)], notAsked: [], data: [], entries: { count: 0, root: '' } },
      counts: { loaded: 0, shown: 0, exported: 0, conflicting: 0 },
      pages: [],
      witness: { keys: [], heads: [], records: [], absentBecause: 'The proxy is too old.' },
      ...change,
    },
  }
  return toSheet(receipt, asked)
}

it('says of a complete search what was asked, what came, and what could not have come', () => {
  expect(toPage()).toMatchObject({
    title: 'No entries were found',
    claim: 'Complete: 0 entries. Every window was read.',
    question: 'actor email is ann@example.com',
    ...timeRange,
    logs: [{ log: 'Account audit log v2', outcome: 'read completely, 3 pages: no entry' }],
    cannotShow: ['Reads are not recorded.'],
    late: expect.stringMatching(/no further entries are expected/),
    signed: 'Nothing is signed: The proxy is too old. This page is the word of the analyst.',
    made: 'Made at 2026-11-21T12:00:00.000Z by Gumshoe 1.2.3',
  })
})

it('tells entries that do not pass the filters from none at all', () => {
  const { ledger } = toSource(1)
  const sources = [toSource(1, { ledger: ledger && { ...ledger, entries: 139 } })]
  expect(toPage({ sources }).logs[0]?.outcome).toBe(
    'read completely, 3 pages: 139 entries, none of which passes the filters',
  )
})

it('never claims more than the verdict', () => {
  const ledger = toSource(1).ledger
  const sources = [
    toSource(1, { ledger: ledger && { ...ledger, verdict: 'partial' } }),
    toSource(2, { ledger: ledger && { ...ledger, verdict: 'unknown' } }),
    toSource(3, { isHidden: true }),
  ]
  const notAsked = [{ in: 'user/audit_logs', log: 'User audit log', because: 'It is hidden.' }]
  const page = toPage({
    ...{ complete: false, verdict: 'partial', claim: 'Partial.' },
    sources,
    notAsked,
  })
  expect(page.title).toBe('No entries were found so far')
  expect(page.logs.map(({ outcome }) => outcome)).toEqual([
    'read in part, 3 pages: no entry',
    'read, but the end is not certain, 3 pages: no entry',
    'hidden, not counted',
    'not asked. It is hidden.',
  ])
  expect(page.late).toBe('What was not read may contain entries.')
})

it('says when entries can still arrive', () => {
  const { late } = toPage({
    mayStillChangeSince: '2026-11-01T23:00:00Z',
    lateEntries: {
      ...{ arrivedLate: 0, asReadAt: '2026-11-02T00:05:00Z', missingReadings: [] },
      nextReadingAt: null,
    },
  })
  expect(late).toMatch(/Entries after 2026-11-01T23:00:00Z may still appear/)
  expect(late).toContain('This is what the logs had at 2026-11-02T00:05:00Z.')
})

it('names the keys that signed, and whose word that is', () => {
  const key = { fingerprint: 'ab', pem: '', isEphemeral: true }
  const unused = { ...key, fingerprint: 'cd' }
  const heads = [{ head: { key: 'ab' }, signature: '' }]
  const witness = {
    keys: [unused, key],
    heads,
    records: [{}],
  } as unknown as Receipt['predicate']['witness']
  const page = toPage({ witness })
  expect(page.keys).toEqual([key])
  expect(page.signed).toContain('signed 1 record of the answers')
  expect(page.signed).toContain('Otherwise it is the word of the analyst.')
})

it('counts what has no room on one page', () => {
  const statements = Array.from({ length: 40 }, (_, index) => ({
    statement: `${index} `.padEnd(100, 'x'),
  }))
  const sources = Array.from({ length: 25 }, (_, index) =>
    toSource(index, { cannotShow: { statements, text: [] } }),
  )
  const filters = Array.from({ length: 100 }, (_, index) => `filter number ${index}`)
  const page = toPage({ sources, claim: 'x'.repeat(5_000) }, { timeRange, filters })
  expect([page.logs.length, page.moreLogs]).toEqual([8, 17])
  expect([page.cannotShow.length, page.moreCannotShow]).toEqual([7, 33])
  for (const text of [page.claim, page.question]) expect(text.length).toBeLessThan(640)
  expect(page.question).toContain('… (the rest is in receipt.json)')
})
