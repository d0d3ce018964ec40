/** Exports of random timelines over the emulator, compared with its entries and with naive readings of their fields. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'
import { createEmulator } from '../../emulator/app.ts'
import { formatSource } from '../../query/address/source-text.ts'
import type { LocalFilter, Scope, Source } from '../../query/log-query.ts'
import { createQuery } from '../../query/log-query.ts'
import { formatApiRequest, toApiRequest } from '../../query/request/api-request.ts'
import { toOrigin } from '../../query/timeline/to-timeline-entry.ts'
import { createColumnEntryStore } from '../store/column-entry-store.ts'
import type { ExportedLog, ExportSource, SearchFacts } from './export-source.ts'
import { countByLog, type ExportChoice, getFileNames, planFiles } from './plan-files.ts'
import { createLocalWriter } from './testing/create-local-writer.ts'
import { noEvidence } from './testing/no-evidence.ts'
import { readZip } from './testing/read-zip.ts'
import { writeFiles } from './write-files.ts'

const nowMs = Date.parse('2026-11-21T12:00:00.000Z')
const timeRange = { since: '2026-11-18T00:00:00.000Z', before: '2026-11-21T00:00:00.000Z' }
const emulator = createEmulator({ seed: 7, entries: 1_500, now: () => nowMs })
const base = 'https://api.cloudflare.com/client/v4'

async function fetchText(target: string): Promise<string> {
  const response = await emulator.fetch(new Request(base + target))
  if (!response.ok) throw new Error(`${response.status} for ${target}`)
  return response.text()
}

const accountIds: string[] = JSON.parse(await fetchText('/accounts')).result.map(
  ({ id }: { id: string }) => id,
)

/** The logs with their times and the places of actor and address, read by hand. */
const logs: Readonly<
  Record<string, { word: string; time: string; actor: string[]; address: string; id?: string }>
> = {
  'account-audit-logs-v2': {
    ...{ word: 'v2', time: 'action.time', actor: ['actor.email'], address: 'actor.ip_address' },
    id: 'id',
  },
  'account-audit-logs-v1': {
    ...{ word: 'v1', time: 'when', actor: ['actor.email'], address: 'actor.ip', id: 'id' },
  },
  'user-audit-logs-v1': {
    ...{ word: 'user', time: 'when', actor: ['actor.email'], address: 'actor.ip', id: 'id' },
  },
  'access-authentication-logs': {
    ...{ word: 'access', time: 'created_at', actor: ['user_email'], address: 'ip_address' },
  },
}

const candidates: readonly Source[] = [
  ...accountIds.flatMap((id): Source[] =>
    ['account-audit-logs-v2', 'account-audit-logs-v1', 'access-authentication-logs'].map(
      (dataset) => ({ dataset, scope: { kind: 'account', id } }),
    ),
  ),
  { dataset: 'user-audit-logs-v1', scope: { kind: 'user' } },
]

const readAt = (entry: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], entry)

const toScopeText = (scope: Scope) => ('id' in scope ? scope.id : scope.kind)

/** The texts of the entries of a source in the range that contain the text, as the emulator knows them. */
function listTrueTexts({ dataset, scope }: Source, text: string): string[] {
  return emulator
    .entries(dataset, scope)
    .filter((entry) => {
      const time = String(readAt(entry, logs[dataset]?.time ?? ''))
      return time >= timeRange.since.slice(0, 19) && time < timeRange.before.slice(0, 19)
    })
    .map((entry) => JSON.stringify(entry))
    .filter((line) => line.includes(text))
}

/** A store with all entries of the sources in the range, of which those with the text are shown. */
async function load(sources: readonly Source[], text: string) {
  const store = createColumnEntryStore(
    sources.map((source) => ({ id: formatSource(source), dataset: getDataset(source.dataset) })),
  )
  const streams: number[][] = []
  for (const [chain, source] of sources.entries()) {
    const query = createQuery(source.dataset, source.scope)
    const tickets: number[] = []
    const { style } = getDataset(source.dataset).pagination
    let cursor: string | undefined
    for (let pageNumber = 1; pageNumber < 30; pageNumber++) {
      const request = toApiRequest(query, timeRange, { size: 100, cursor, pageNumber })
      const body = await fetchText(formatApiRequest(request))
      const bytes = new TextEncoder().encode(body).buffer
      const staged = await store.stage(bytes, chain, formatSource(source))
      if (staged.problem) throw new Error(staged.problem.kind)
      tickets.push(staged.ticket)
      cursor = staged.nextCursor
      if (style === 'cursor' ? cursor === undefined : staged.count < 100) break
    }
    streams.push(tickets)
  }
  await store.commit(streams, { at: 'end', direction: 'desc' })
  const filters: LocalFilter[] = text === '' ? [] : [{ kind: 'text', mode: 'include', text }]
  await store.setView({
    localFilters: Object.fromEntries(sources.map((source) => [formatSource(source), filters])),
  })
  return store
}

type Store = Awaited<ReturnType<typeof load>>

async function exportFiles(
  sources: readonly Source[],
  store: Store,
  change: Partial<ExportChoice>,
  paths: readonly string[] = ['time', 'actor', 'address'],
) {
  const listed = sources.map(({ dataset: id, scope }): ExportedLog => {
    const dataset = getDataset(id)
    const origin = toOrigin(dataset, scope)
    return {
      ...{ id: formatSource({ dataset: id, scope }), dataset, scope, origin },
      ...(scope.kind === 'account' && { scopeName: `Account ${scope.id.slice(0, 4)}` }),
    }
  })
  const [first, ...others] = listed
  if (!first) throw new Error('A timeline has a source.')
  const source: ExportSource = {
    ...{ dataset: timeline, logs: [first, ...others], store, paths },
    ...{ selectedRows: new Set<number>(), hasPairs: false },
    ...{ timeZone: 'UTC', now: () => nowMs, version: '1' },
    evidence: noEvidence,
    readFacts: () => facts,
    readRecord: () => ({ question: {}, sources: [], notAsked: [] }),
  }
  const facts: SearchFacts = {
    ...{ verdict: 'partial', because: '', loaded: 0, shown: 0, conflicting: 0, timeRange },
    verdicts: { [first.id]: 'complete' },
  }
  const choice: ExportChoice = {
    ...{ which: 'shown', kind: 'ndjson', columns: 'shown', showsSecrets: false },
    isCsvAlone: false,
    ...change,
  }
  const names = getFileNames(source, facts, choice)
  const files = await planFiles(source, choice, names, await store.listRows('shown'))
  const parts: Uint8Array[] = []
  const written = await writeFiles({
    ...{ files, store, delivery: { isZipped: true, dateMs: nowMs }, toFiles: () => [] },
    writer: createLocalWriter(),
    sink: { write: async (bytes) => void parts.push(bytes.slice()) },
    onProgress: () => undefined,
    signal: new AbortController().signal,
  })
  return {
    names,
    written,
    zip: await readZip(Buffer.concat(parts)),
    counts: countByLog(sources.length, files),
  }
}

/** The cells of a CSV table; `undefined` for one without quotes. */
function parseCsv(text: string): (string | undefined)[][] {
  return text
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*")?(?:,|$)/g)]
        .slice(0, line.endsWith(',') ? undefined : -1)
        .map(([, cell]) => cell?.slice(1, -1).replaceAll('""', '"')),
    )
}

const arbitraryTimeline = fc.record({
  sources: fc
    .subarray([...candidates], { minLength: 1 })
    .chain((list) => fc.shuffledSubarray(list, { minLength: list.length })),
  text: fc.constantFrom('', '@', 'delete', 'nothing has this'),
})

it('a timeline becomes one file for each log with exactly its bytes, in the order of the list', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryTimeline, async ({ sources, text }) => {
      const store = await load(sources, text)
      const { zip, names, counts, written } = await exportFiles(sources, store, {})
      const shown = await store.rows(0, store.size().shown)
      // A log without entries has no file; the first one has, when none has entries.
      const isWritten = (index: number) =>
        (counts[index] ?? 0) > 0 || (index === 0 && shown.length === 0)
      const named = names.data.filter((_name, index) => isWritten(index))
      expect(zip.map(({ name }) => name)).toEqual(named)
      expect(written.files.map(({ name }) => name)).toEqual(named)
      expect(new Set(names.data).size).toBe(sources.length)
      for (const [index, source] of sources.entries()) {
        const own = shown.filter((each) => each.source === formatSource(source))
        const file = zip.find(({ name }) => name === names.data[index])
        expect(file === undefined).toBe(!isWritten(index))
        const lines = file?.bytes.toString().split('\n').slice(0, -1) ?? []
        expect(lines.toSorted()).toEqual(listTrueTexts(source, text).toSorted())
        expect(lines.map((line) => JSON.parse(line))).toEqual(own.map(({ entry }) => entry))
        expect(names.data[index]).toContain(
          `gumshoe-${source.dataset}_${toScopeText(source.scope)}_`,
        )
        expect(names.data[index]).toMatch(index === 0 ? /Z\.ndjson$/ : /Z_partial\.ndjson$/)
        expect(counts[index]).toBe(lines.length)
        const ended = written.files.find(({ name }) => name === file?.name)
        expect(ended?.entries ?? 0).toBe(lines.length)
      }
      store.dispose()
    }),
    { numRuns: 12 },
  )
})

it('a timeline becomes one table, whose lines are the entries in the order of the list', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryTimeline, async ({ sources, text }) => {
      const store = await load(sources, text)
      const { zip, names, counts } = await exportFiles(sources, store, { kind: 'csv' })
      expect(zip).toHaveLength(1)
      expect(names.data[0]).toMatch(
        /^gumshoe-timeline_(?:several|user|[0-9a-f]{32})_.*_partial\.csv$/,
      )
      const [head, ...lines] = parseCsv(zip[0]?.bytes.toString() ?? '')
      const columns = ['time (UTC)', 'time', 'log', 'scope_name', 'scope', 'actor', 'address', 'id']
      expect(head).toEqual(columns)
      const shown = await store.rows(0, store.size().shown)
      expect(lines).toHaveLength(shown.length)
      const counted = sources.map(() => 0)
      for (const [at, { source: sourceId, entry }] of shown.entries()) {
        const index = sources.findIndex((each) => formatSource(each) === sourceId)
        counted[index] = (counted[index] ?? 0) + 1
        const source = sources[index]
        const log = source && logs[source.dataset]
        if (!source || !log) throw new Error(`No log ${sourceId}.`)
        const [, time, word, scopeName, scope, actor, address, id] = lines[at] ?? []
        expect(time).toBe(readAt(entry, log.time))
        expect([word, scope]).toEqual([log.word, toScopeText(source.scope)])
        expect(scopeName).toBe(
          'id' in source.scope ? `Account ${source.scope.id.slice(0, 4)}` : undefined,
        )
        const actorText = log.actor.map((path) => readAt(entry, path)).find(Boolean)
        if (actorText !== undefined) expect(actor).toBe(actorText)
        expect(address).toBe(readAt(entry, log.address) || undefined)
        if (log.id) expect(id).toBe(readAt(entry, log.id))
        else expect(id).toMatch(/^sha256-[0-9a-f]{32}-1$/)
      }
      expect(counts).toEqual(counted)
      store.dispose()
    }),
    { numRuns: 12 },
  )
})

it('has all fields of the timeline and the summary of each log', async () => {
  const sources = candidates.slice(0, 2)
  const store = await load(sources, '')
  const { zip } = await exportFiles(sources, store, { kind: 'csv', columns: 'all' })
  const [head = []] = parseCsv(zip[0]?.bytes.toString() ?? '')
  expect(head.slice(0, 7)).toEqual([
    ...['time (UTC)', 'time', 'log', 'scope_name', 'scope', 'summary', 'actor'],
  ])
  expect(head.at(-1)).toBe('id')
  for (const { path } of timeline.fields) expect(head).toContain(path)
  const [, ...lines] = parseCsv(zip[0]?.bytes.toString() ?? '')
  expect(lines.every((line) => line.length === head.length)).toBe(true)
  expect(lines.every((line) => (line[5] ?? '').length > 5)).toBe(true)
  store.dispose()
})
