/** The store with four logs merged by time, beside one log with as many entries. */
import type { RoleFilter } from '../../src/query/timeline/timeline-query.ts'
import type { StoreView } from '../../src/web/store/entry-store.ts'
import { type Analysis, type AnalysisQuestion, analyzeStores } from '../analyze-store.ts'
import { loadStore } from '../load-store.ts'
import { loadTimeline } from '../load-timeline.ts'
import type { BenchTools, Line, Part, Ratio } from '../part.ts'
import { logQuestion } from './store-analysis.ts'

/** The limits of issue 18: several logs may cost hardly more than one. */
const maxLoadRatio = 1.1
const maxAnalysisRatio = 1.2
const maxMemoryRatio = 1.05
/** As for one log: a page may cost a fifth more at the end than at the beginning. */
const maxGrowthRatio = 1.2

/** The lines of the timeline. */
export const storeTimeline: Part = {
  name: 'store-timeline',
  async run(tools) {
    const single = await loadStore(tools)
    const mixed = await loadTimeline(tools)
    const toOne = (baseline: number, limit: number): Ratio => ({
      to: 'one log of as many entries',
      baseline,
      limit,
      direction: 'at most',
    })
    const usPerEntry = ({ pageMs, entries }: typeof single) => (sum(pageMs) / entries) * 1_000
    const bytesPerEntry = ({ memory, entries }: typeof single) => memory.restedBytes / entries
    const tenth = Math.max(1, Math.floor(mixed.cpuMs.length / 10))
    return [
      {
        claim: 'loading four logs, merged by time, for each entry',
        measured: usPerEntry(mixed),
        unit: 'µs',
        ratio: toOne(usPerEntry(single), maxLoadRatio),
        note: `${mixed.entries.toLocaleString('en')} beside ${single.entries.toLocaleString('en')} entries`,
      },
      {
        claim: 'processor time of the store’s thread for a page, on average',
        measured: mean(mixed.cpuMs),
        unit: 'ms',
        ratio: toOne(mean(single.cpuMs), maxLoadRatio),
      },
      {
        claim: 'the same for a page of the last tenth',
        measured: mean(mixed.cpuMs.slice(-tenth)),
        unit: 'ms',
        ratio: {
          to: 'pages of the first tenth',
          baseline: mean(mixed.cpuMs.slice(0, tenth)),
          limit: maxGrowthRatio,
          direction: 'at most',
        },
      },
      {
        claim: 'memory of the tab, when older pages are compressed',
        measured: bytesPerEntry(mixed),
        unit: 'bytes/entry',
        ratio: toOne(bytesPerEntry(single), maxMemoryRatio),
      },
      ...(await toAnalysisLines(tools, toOne)),
      {
        claim: 'entries that are not in order of time, errors in the page',
        measured: (await mixed.page.evaluate(countDisorder)) + mixed.violations.length,
        unit: '',
        expected: 0,
        note: mixed.violations[0],
      },
    ]
  },
}

/** Turns in which both stores are analyzed. */
const turns = 5

/** The same roles as the fields of `logQuestion`. The broad view shows about as many entries as the one of a single log. */
const timelineQuestion: AnalysisQuestion = {
  paths: ['actor', 'verb', 'outcome', 'product', 'resource_kind', 'interface', 'address', 'zone'],
  by: 'log',
  series: 4,
  broad: toView({ role: 'verb', mode: 'include', values: ['update', 'sign-in', 'other'] }),
  narrow: toView({ role: 'zone', mode: 'include', values: ['acme.example'] }),
}

function toView(filter: RoleFilter): StoreView {
  const filters = [filter, { role: 'interface', mode: 'exclude', values: ['oauth'] } as const]
  return { localFilters: {}, roleFilters: { 0: filters, 1: filters, 2: filters, 3: filters } }
}

async function toAnalysisLines(
  tools: BenchTools,
  toOne: (baseline: number, limit: number) => Ratio,
): Promise<readonly Line[]> {
  const { page: singlePage } = await loadStore(tools)
  const { page: mixedPage } = await loadTimeline(tools)
  tools.tell('analyzing both')
  const [single, mixed] = await analyzeStores(
    [
      { page: singlePage, question: logQuestion },
      { page: mixedPage, question: timelineQuestion },
    ],
    turns,
  )
  if (!single || !mixed) return []
  const claim = 'a filter by two roles, 8 facets (top 20) and a histogram of 120 buckets by log'
  const shown = ({ shown }: Analysis['broad']) => `${shown.toLocaleString('en')} shown`
  return (['broad', 'narrow'] as const).flatMap((view) => [
    {
      claim: `${claim}, ${view}`,
      measured: mixed[view].bestMs,
      unit: 'ms',
      ratio: toOne(single[view].bestMs, maxAnalysisRatio),
      note: `${shown(mixed[view])} beside ${shown(single[view])}`,
    },
    {
      claim: 'the same by the processor time of the store’s thread',
      measured: mixed[view].cpuMs,
      unit: 'ms',
      ratio: toOne(single[view].cpuMs, maxAnalysisRatio),
      note: `the median of ${turns} turns`,
    },
  ])
}

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0)
const mean = (values: readonly number[]) => sum(values) / values.length

/** Runs in the page: neighbors in the list of which the second is newer. */
async function countDisorder(): Promise<number> {
  const { store } = window
  let count = 0
  let lastMs = Number.POSITIVE_INFINITY
  const stored = store.size().stored
  const step = Math.max(1_000, Math.floor(stored / 20))
  for (let from = 0; from < stored; from += step) {
    lastMs = Number.POSITIVE_INFINITY
    for (const { time } of await store.rows(from, from + 1_000)) {
      const timeMs = Date.parse(time)
      if (timeMs > lastMs) count++
      lastMs = timeMs
    }
  }
  return count
}
