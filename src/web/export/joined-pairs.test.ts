/** Exports of a list that shows pairs of entries in one row: the files have both entries of each. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'
import type { LocalFilter } from '../../query/log-query.ts'
import { generatePairs } from '../../query/timeline/testing/generate-pairs.ts'
import { toOrigin } from '../../query/timeline/to-timeline-entry.ts'
import { createColumnEntryStore } from '../store/column-entry-store.ts'
import type { PairsView } from '../store/stored-pair.ts'
import { toPageBytes } from '../store/testing/page-bytes.ts'
import { chooseRows } from './choose-rows.ts'
import { toClaim } from './claim.ts'
import { toSelectedWords, toShownWords } from './dialog/entry-words.ts'
import type { ExportedEntries, ExportSource, SearchFacts } from './export-source.ts'
import { numberPairs } from './number-pairs.ts'
import { type ExportChoice, getFileNames, planFiles } from './plan-files.ts'
import { createLocalWriter } from './testing/create-local-writer.ts'
import { noEvidence } from './testing/no-evidence.ts'
import { readZip } from './testing/read-zip.ts'
import { writeFiles } from './write-files.ts'

const scope = { kind: 'account', id: 'a'.repeat(32) } as const
const toLog = (id: string, datasetId: string) => {
  const dataset = getDataset(datasetId)
  return { id, dataset, scope, origin: toOrigin(dataset, scope) }
}
const v2 = toLog('new', 'account-audit-logs-v2')
const v1 = toLog('old', 'account-audit-logs-v1')
const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' }

/** A store of generated entries, of which those of v2 with the text are shown. */
async function load(seed: number, events: number, text: string, pairs: PairsView) {
  const usual = { maxSkewMs: 500, missingShare: 0.05, oneLogShare: 0.2, burstShare: 0.3 }
  const truth = generatePairs({ ...usual, seed, events })
  const store = createColumnEntryStore([v2, v1], undefined, [['new', 'old']])
  const streams: number[][] = []
  for (const [chain, source] of (['new', 'old'] as const).entries()) {
    const list = source === 'new' ? truth.v2 : truth.v1
    const texts = list.map(({ entry }) => JSON.stringify(entry)).toReversed()
    const staged = await store.stage(toPageBytes(texts), chain, source)
    if (staged.problem) throw new Error(staged.problem.kind)
    streams.push([staged.ticket])
  }
  await store.commit(streams, { at: 'end', direction: 'desc' })
  await store.reconcile()
  const filters: LocalFilter[] = text === '' ? [] : [{ kind: 'text', mode: 'include', text }]
  await store.setView({ localFilters: { new: filters }, pairs })
  const toTexts = (list: typeof truth.v2) => list.map(({ entry }) => JSON.stringify(entry))
  const passing = [toTexts(truth.v2).filter((each) => each.includes(text)), toTexts(truth.v1)]
  return { store, passing }
}

type Store = Awaited<ReturnType<typeof load>>['store']

function toFacts(store: Store): SearchFacts {
  const { stored, shown, pairsShown = 0 } = store.size()
  return {
    ...{ verdict: 'complete', because: '', loaded: stored, shown: shown + pairsShown, pairsShown },
    ...{ conflicting: 0, timeRange },
  }
}

async function exportFiles(
  store: Store,
  kind: ExportChoice['kind'],
  which: ExportedEntries = 'shown',
  selectedRows: ReadonlySet<number> = new Set(),
) {
  const source: ExportSource = {
    ...{ dataset: timeline, logs: [v2, v1], store, selectedRows, hasPairs: true },
    ...{ paths: ['time', 'actor'], timeZone: 'UTC', now: () => 0, version: '1' },
    evidence: noEvidence,
    readFacts: () => toFacts(store),
    readRecord: () => ({ question: {}, sources: [], notAsked: [] }),
  }
  const choice = { which, kind, columns: 'shown', showsSecrets: false, isCsvAlone: false } as const
  const { rows } = await chooseRows(source, which)
  const pairs = numberPairs(rows, await store.partnersOf(rows))
  const names = getFileNames(source, toFacts(store), choice)
  const files = await planFiles(source, choice, names, rows, pairs.numbers)
  const parts: Uint8Array[] = []
  await writeFiles({
    ...{ files, store, delivery: { isZipped: true, dateMs: 0 }, toFiles: () => [] },
    writer: createLocalWriter(),
    sink: { write: async (bytes) => void parts.push(bytes.slice()) },
    onProgress: () => undefined,
    signal: new AbortController().signal,
  })
  const zip = await readZip(Buffer.concat(parts))
  const texts = zip.map(({ bytes }) => bytes.toString())
  // A log without entries has no file.
  const textsByLog = source.logs.map((_log, index) => {
    const at = files.findIndex(({ logIndex }) => logIndex === index)
    return at === -1 ? '' : texts[at]
  })
  return { rows, pairs, texts, textsByLog }
}

const toLines = (text = '') => text.split('\n').slice(0, -1)

const arbitrary = {
  seed: fc.nat(),
  events: fc.integer({ min: 1, max: 60 }),
  text: fc.constantFrom('', 'create', 'delete', 'nothing has this'),
}

it('NDJSON has the bytes of all entries that pass the filters, also of those without a row', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record(arbitrary),
      fc.array(fc.nat({ max: 120 }), { maxLength: 3 }),
      async ({ seed, events, text }, expanded) => {
        const { store, passing } = await load(seed, events, text, { shown: 'joined', expanded })
        const { texts, textsByLog } = await exportFiles(store, 'ndjson')
        expect(texts.length).toBe(Math.max(1, passing.filter((each) => each.length > 0).length))
        expect(textsByLog.map((each) => toLines(each).toSorted())).toEqual(
          passing.map((each) => each.toSorted()),
        )
        expect(toFacts(store).shown).toBe(passing.flat().length)
        store.dispose()
      },
    ),
    { numRuns: 25 },
  )
})

it('CSV numbers both entries of each pair, in the order of the list', async () => {
  await fc.assert(
    fc.asyncProperty(fc.record(arbitrary), async ({ seed, events, text }) => {
      const { store } = await load(seed, events, text, { shown: 'joined' })
      const { rows, pairs, texts } = await exportFiles(store, 'csv')
      const [head = '', ...lines] = texts[0]?.split('\r\n').slice(0, -1) ?? []
      expect(head).toMatch(/"actor","pair","id"$/)
      const cells = lines.map((line) => /,(?:"(\d+)")?,"[^"]*"$/.exec(line)?.[1] ?? '')
      expect(cells).toHaveLength(rows.length)
      const entries = await Promise.all([...rows].map((row) => store.get(row)))
      const indexes = new Map([...rows].map((row, at) => [row, at]))
      for (const [at, entry] of entries.entries()) {
        const partner = indexes.get(entry?.pair?.row ?? -1)
        if (partner === undefined) expect(cells[at]).toBe('')
        else
          expect([cells[at], cells.filter((each) => each === cells[at]).length]).toEqual([
            cells[partner],
            2,
          ])
      }
      const numbers = [...new Set(cells.filter(Boolean))].map(Number)
      expect(numbers).toEqual(numbers.map((_, at) => at + 1))
      expect(pairs.certain + pairs.likely).toBe(numbers.length)
      const certain = entries.filter((entry) => entry?.pair?.certainty === 'certain')
      if (text === '') expect(pairs.certain * 2).toBe(certain.length)
      store.dispose()
    }),
    { numRuns: 15 },
  )
})

describe('selected rows', () => {
  it('bring the partners that have no row, and no others', async () => {
    const { store } = await load(3, 30, '', { shown: 'joined' })
    const shown = await store.rows(0, 999)
    const paired = shown.filter(({ pair }) => pair)
    const [first, second, third] = paired
    const single = shown.find(({ pair }) => !pair)
    if (!first?.pair || !second?.pair || !third?.pair || !single) throw new Error('Too few pairs.')
    await store.setView({
      localFilters: {},
      pairs: { shown: 'joined', expanded: [third.row] },
    })
    const selectedRows = new Set([first.row, second.row, third.row, single.row])
    const { rows } = await exportFiles(store, 'ndjson', 'selected', selectedRows)
    const expected = [...selectedRows, first.pair.row, second.pair.row]
    expect([...rows].toSorted()).toEqual(expected.toSorted())
    expect(await chooseRows({ store, selectedRows, hasPairs: true }, 'selected')).toMatchObject({
      partners: 2,
    })
    await store.setView({ localFilters: {}, pairs: { shown: 'separate' } })
    expect(await chooseRows({ store, selectedRows, hasPairs: true }, 'selected')).toMatchObject({
      partners: 0,
    })
    store.dispose()
  })

  it('are counted with their partners', () => {
    expect(toSelectedWords({ rows: 3, entries: 3 })).toBe('3')
    expect(toSelectedWords({ rows: 1, entries: 2 })).toBe(
      '1, and 1 entry of the other log that records the same event',
    )
    expect(toSelectedWords({ rows: 1_200, entries: 2_300 })).toBe(
      '1,200, and 1,100 entries of the other log that record the same events',
    )
  })
})

describe('the words of the dialog', () => {
  const facts = { loaded: 14_766, shown: 41, pairsShown: 7 }

  it('count events and entries of joined pairs', () => {
    expect(toShownWords(facts)).toBe('34 events, 41 entries of 14,766 loaded, by the local filters')
    expect(toShownWords({ ...facts, loaded: 41 })).toBe('34 events, 41 entries')
    expect(toShownWords({ loaded: 41, shown: 41 })).toBe('41')
    expect(toShownWords({ loaded: 41, shown: 9, hidesLogs: true })).toBe('9 of 41 loaded')
    expect(toShownWords({ loaded: 41, shown: 9, hasOnlyQueryFilters: true })).toBe(
      '9 of 41 loaded, by the filters',
    )
  })

  it('name the log that alone has the shown events', () => {
    const only = { loaded: 90, shown: 12, onlyIn: 'v2' }
    expect(toShownWords(only)).toBe('12 of 90 loaded, only events that v2 alone has')
    const claim = toClaim({ ...only, verdict: 'complete', because: 'Read.' }, 'shown', 12)
    expect(claim.words).toContain(
      'The file gets the 12 in the list, which shows only events that v2 alone has.',
    )
  })
})
