import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { parseUrl } from '../../../query/address/url-codec.ts'
import { toClaim } from '../../export/claim.ts'
import { formatManifest } from '../../export/writer/manifest.ts'
import { createLedger } from '../../search/engine/create-ledger.ts'
import { emptySearchState, type SearchState } from '../../search/engine/search-state.ts'
import { toReportSubject } from '../../search/report/report.ts'
import { hideSources } from '../../search/session/hide-sources.ts'
import { listSessionSources } from '../../search/session/session-sources.ts'
import { listExportedLogs, toSearchFacts, toSearchRecord } from './export-record.ts'

const [one, two] = ['1'.repeat(32), '2'.repeat(32)]
const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' }

/** A search at an address whose first log was read to its end. */
function prepare(address: string) {
  const [path = '', search = ''] = address.split('?')
  const query = parseUrl(path, search)?.query
  const sources = query && listSessionSources(query)
  if (!query || !sources) throw new Error(`${address} asks nothing.`)
  const ledger = createLedger(sources.map(({ id }) => id))
  const [{ id: source }] = sources
  ledger.record({
    ...{ kind: 'window-opened', source, query: 1, reason: 'start', ...timeRange },
  })
  ledger.record({ kind: 'window-ended', source, window: 1, isProven: true })
  ledger.record({ kind: 'source-ended', source })
  const snapshot = ledger.read()
  const state: SearchState = {
    ...emptySearchState,
    ...{ ledger: snapshot, verdict: snapshot.verdict, pages: 1, loaded: 7, shown: 7 },
    sources: sources.map(({ id }, index) => ({
      id,
      loaded: index === 0 ? 7 : 0,
      share: 0,
      retries: 0,
    })),
  }
  const names = new Map([[one, 'Acme Corp']])
  const report = toReportSubject(query, timeRange, undefined, undefined)
  const logs = listExportedLogs(sources, names)
  return { query, link: 'http://x/timeline', timeRange, report, logs, sources, state }
}

const timelineAddress = `/timeline?in=accounts/${one}/logs/audit&in=accounts/${two}/audit_logs&in=user/audit_logs&range=1d`

it('names log and account of each source, and the account where it was listed', () => {
  expect(prepare(timelineAddress).logs).toMatchObject([
    { id: `accounts/${one}/logs/audit`, origin: { log: 'v2', scope: one }, scopeName: 'Acme Corp' },
    { id: `accounts/${two}/audit_logs`, origin: { log: 'v1', scope: two } },
    { id: 'user/audit_logs', origin: { log: 'user', scope: 'user' } },
  ])
  expect(prepare(`/accounts/${one}/logs/audit`).logs[0]).not.toHaveProperty('origin')
})

it('claims of a timeline no more than of its weakest log, and has the verdict of each', () => {
  const search = prepare(timelineAddress)
  const facts = toSearchFacts(search)
  expect(facts.verdict).not.toBe('complete')
  expect(facts.verdicts).toMatchObject({ [`accounts/${one}/logs/audit`]: 'complete' })
  expect(facts.verdicts?.['user/audit_logs']).not.toBe('complete')
  expect(toClaim(facts, 'shown', 7)).toMatchObject({ isComplete: false })
  expect(toSearchFacts(prepare(`/accounts/${one}/logs/audit`)).verdicts).toBeUndefined()
})

it('records what each log was asked for, what was matched after loading, and what was not asked', () => {
  const search = prepare(`${timelineAddress}&address=192.0.2.0/24&credential_id.not=x&text=grafana`)
  const record = toSearchRecord(search)
  expect(record).toMatchObject({
    question: {
      link: 'http://x/timeline',
      log: 'All logs',
      dataset: 'timeline',
      in: [`accounts/${one}/logs/audit`, `accounts/${two}/audit_logs`, 'user/audit_logs'],
      askedAs: 'range=1d',
      localFilters: [{ kind: 'text', text: 'grafana' }],
    },
    sources: [
      {
        in: `accounts/${one}/logs/audit`,
        dataset: 'account-audit-logs-v2',
        scope: { kind: 'account', id: one },
        scopeName: 'Acme Corp',
        filtersAfterLoading: [{ role: 'address', values: ['192.0.2.0/24'] }],
        ledger: { verdict: 'complete', entries: 7, windows: [{ number: 1 }] },
      },
      {
        in: `accounts/${two}/audit_logs`,
        filters: [{ parameter: 'actor.ip', values: ['192.0.2.0/24'] }],
        filtersAfterLoading: [],
        notes: [expect.stringContaining('does not record credential id')],
        ledger: { entries: 0, windows: [] },
      },
      { in: 'user/audit_logs' },
    ],
    notAsked: [],
  })
  expect(record).not.toHaveProperty('question.scope')
  const asked = 'sources' in record ? record.sources[0]?.ledger : undefined
  expect(asked).toMatchObject({ asked: [expect.stringContaining(`/accounts/${one}/logs/audit?`)] })
})

it('records logs that cannot contain the answer, with the reason', () => {
  const record = toSearchRecord(prepare(`${timelineAddress}&credential_id=x`))
  expect(record).toMatchObject({
    sources: [{ in: `accounts/${one}/logs/audit` }],
    notAsked: [
      {
        in: `accounts/${two}/audit_logs`,
        dataset: 'account-audit-logs-v1',
        because: expect.stringContaining('credential id'),
      },
      { in: 'user/audit_logs' },
    ],
  })
})

it('makes a manifest that names the file, the counts and the digest of each log', () => {
  const search = prepare(`${timelineAddress}&credential_id.not=x`)
  const toFile = (name: string, entries: number) => ({
    ...{ name, entries, bytes: 1, sha256: `${name}-digest`, notes: { format: 'x' } },
    ...{ first: { id: 'a', time: 't' }, last: undefined },
  })
  const input = {
    mediaType: 'application/x-ndjson',
    files: [toFile('a', 4), toFile('b', 0), toFile('c', 3)],
    which: 'shown',
    facts: toSearchFacts(search),
    record: toSearchRecord(search),
    fileOfLogs: ['a', 'b', 'c'],
    exportedByLog: [4, 0, 3],
    chosenMs: 0,
    writtenMs: 0,
    version: '1',
  } as const
  const manifest = JSON.parse(formatManifest(input))
  expect(manifest).toMatchObject({
    version: 2,
    complete: false,
    files: [
      { name: 'a', entries: 4, sha256: 'a-digest', first: { id: 'a' }, last: null },
      { name: 'b', entries: 0 },
      { name: 'c', entries: 3 },
    ],
    entries: { exported: 7, loaded: 7 },
    sources: [
      { in: `accounts/${one}/logs/audit`, file: 'a', exported: 4 },
      { in: `accounts/${two}/audit_logs`, file: 'b', exported: 0 },
      { in: 'user/audit_logs', file: 'c', exported: 3 },
    ],
    notAsked: [],
  })
  expect(manifest).not.toHaveProperty('file')
  const table = JSON.parse(
    formatManifest({ ...input, fileOfLogs: undefined, files: [toFile('t.csv', 7)] }),
  )
  expect(table.sources.map(({ file }: { file: string }) => file)).toEqual([
    't.csv',
    't.csv',
    't.csv',
  ])
})

it('says of a log without entries that it was asked and has no file', () => {
  const search = prepare(timelineAddress)
  const file = { name: 'a', entries: 4, bytes: 1, sha256: 'x', notes: {} }
  const manifest = JSON.parse(
    formatManifest({
      ...{ mediaType: 'application/x-ndjson', which: 'shown', facts: toSearchFacts(search) },
      ...{ record: toSearchRecord(search), chosenMs: 0, writtenMs: 0, version: '1' },
      files: [{ ...file, first: undefined, last: undefined }],
      fileOfLogs: ['a', undefined, undefined],
      exportedByLog: [4, 0, 0],
    }),
  )
  expect(manifest.files).toHaveLength(1)
  expect(manifest.sources).toMatchObject([
    { in: `accounts/${one}/logs/audit`, file: 'a', exported: 4, ledger: {} },
    { in: `accounts/${two}/audit_logs`, file: null, exported: 0, ledger: {} },
    { in: 'user/audit_logs', file: null, exported: 0, ledger: {} },
  ])
  expect(manifest.notAsked).toEqual([])
})

it('counts the entries of joined pairs, and says how many pairs there are', () => {
  const search = prepare(timelineAddress)
  const facts = toSearchFacts({ ...search, state: { ...search.state, shown: 5, pairsShown: 2 } })
  expect(facts).toMatchObject({ loaded: 7, shown: 7, pairsShown: 2 })
  const manifest = JSON.parse(
    formatManifest({
      ...{ mediaType: 'text/csv', which: 'shown', facts, record: toSearchRecord(search) },
      files: [
        {
          ...{ name: 't.csv', entries: 7, bytes: 1, sha256: 'x', notes: {} },
          ...{ first: undefined, last: undefined },
        },
      ],
      pairs: { numbers: new Uint32Array(7), certain: 1, likely: 1 },
      ...{ exportedByLog: [4, 3, 0], chosenMs: 0, writtenMs: 0, version: '1' },
    }),
  )
  expect(manifest).toMatchObject({
    entries: { exported: 7, loaded: 7, passedLocalFilters: 7 },
    pairs: {
      ...{ pairs: 2, certain: 1, likely: 1 },
      about: expect.stringMatching(/in the judgment of Gumshoe.*Certain: nothing else comes close/),
    },
  })
})

it('records of one log its query and its ledger, as before', () => {
  const record = toSearchRecord(prepare(`/accounts/${one}/logs/audit?range=1d&action_type=delete`))
  expect(record).toMatchObject({
    question: {
      dataset: 'account-audit-logs-v2',
      log: getDataset('account-audit-logs-v2').title,
      scope: { kind: 'account', id: one },
      filters: [{ parameter: 'action_type' }],
    },
    cannotShow: { text: expect.arrayContaining([expect.any(String)]) },
    ledger: { verdict: 'complete' },
  })
})

it('names hidden logs, those that were asked and those that were not', () => {
  const address = `/timeline?in=accounts/${one}/logs/audit&off=in%3Daccounts/${two}/audit_logs&off=in%3Duser/audit_logs&range=1d`
  const search = prepare(address)
  const [first, second] = search.sources
  const asked = second ? ([first, second] as const) : ([first] as const)
  const state = hideSources(search.state, search.query.hiddenSources)
  const record = toSearchRecord({ ...search, sources: asked, state })
  expect(record).toMatchObject({
    question: { hidden: [`accounts/${two}/audit_logs`, 'user/audit_logs'] },
    sources: [{ isHidden: false }, { in: `accounts/${two}/audit_logs`, isHidden: true }],
    notAsked: [{ in: 'user/audit_logs', because: 'It is hidden.' }],
  })
  const facts = toSearchFacts({ ...search, state: { ...state, shown: 4 } })
  expect(toClaim(facts, 'shown', 4)).toMatchObject({
    isComplete: true,
    words: expect.stringMatching(/2 logs are hidden\. The file gets the 4 that are shown\.$/),
  })
})

it('claims completeness only as far as a log reaches that may not reach back', () => {
  const toFacts = (address: string) => {
    const { query, timeRange, ...search } = prepare(address)
    const nowMs = Date.parse(timeRange.before) + 8 * 86_400_000
    const report = toReportSubject(query, timeRange, nowMs, undefined)
    return toSearchFacts({ ...search, timeRange, report })
  }
  const facts = toFacts(`/accounts/${one}/access/logs/access_requests`)
  expect(facts.mayLackOlder).toBe(true)
  expect(toClaim({ ...facts, verdict: 'complete' }, 'shown', 7).words).toMatch(
    /^Complete.*, as far as the log reaches: /,
  )
  expect(toFacts(`/accounts/${one}/logs/audit`).mayLackOlder).toBeUndefined()
})
