/** The store with four logs merged by time, beside one log with as many entries. */
import { loadStore } from '../load-store.ts'
import { loadTimeline } from '../load-timeline.ts'
import type { BenchTools, Line, Part, Ratio } from '../part.ts'
import { readWorkerTimes } from '../renderer-threads.ts'
import { measureAnalysis, rounds } from './store-analysis.ts'

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

async function toAnalysisLines(
  tools: BenchTools,
  toOne: (baseline: number, limit: number) => Ratio,
): Promise<readonly Line[]> {
  const single = await measureAnalysis(tools)
  const { page } = await loadTimeline(tools)
  const browser = page.context().browser()
  const readMs = async () => (browser && (await readWorkerTimes(browser))[0]) ?? Number.NaN
  const startedMs = await readMs()
  const mixed = await page.evaluate(analyze, rounds)
  const cpuMs = ((await readMs()) - startedMs) / (rounds * 2)
  const claim = 'a filter by two roles, 8 facets (top 20) and a histogram of 120 buckets by log'
  const shown = (count: number) => `${count.toLocaleString('en')} shown`
  return [
    {
      claim: `${claim}, broad`,
      measured: mixed.broadMs,
      unit: 'ms',
      ratio: toOne(single.broadMs, maxAnalysisRatio),
      note: `${shown(mixed.broad)} beside ${shown(single.broad)}`,
    },
    {
      claim: `${claim}, narrow`,
      measured: mixed.narrowMs,
      unit: 'ms',
      ratio: toOne(single.narrowMs, maxAnalysisRatio),
      note: `${shown(mixed.narrow)} beside ${shown(single.narrow)}`,
    },
    {
      claim: 'a change of filter by the processor time of the store’s thread, on average',
      measured: cpuMs,
      unit: 'ms',
      ratio: toOne(single.cpuMs, maxAnalysisRatio),
    },
  ]
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

/** Runs in the page: the best of several, as in `store-analysis`, by the roles of the same fields. */
async function analyze(rounds: number) {
  const { store } = window
  const paths = [
    'actor',
    'verb',
    'outcome',
    'product',
    'resource_kind',
    'interface',
    'address',
    'zone',
  ]
  const sinceMs = Date.parse('2026-10-20T00:00:00Z')
  const bucketMs = (Date.parse('2026-11-20T00:00:00Z') - sinceMs) / 120
  const question = {
    edges: Array.from({ length: 121 }, (_, i) => sinceMs + i * bucketMs),
    by: 'log',
    series: 4,
  }
  type Filters = NonNullable<Parameters<typeof store.setView>[0]['roleFilters']>[string]
  async function measure(filters: Filters): Promise<number> {
    const roleFilters = { 0: filters, 1: filters, 2: filters, 3: filters }
    let bestMs = Infinity
    for (let round = 0; round < rounds; round++) {
      await store.setView({ localFilters: {} })
      const startMs = performance.now()
      await store.setView({ localFilters: {}, roleFilters })
      await Promise.all([
        store.histogram(question),
        ...paths.map((path) => store.facet({ path, limit: 20 })),
        store.rows(0, 30),
      ])
      bestMs = Math.min(bestMs, performance.now() - startMs)
    }
    return bestMs
  }
  const notOauth = { role: 'interface', mode: 'exclude', values: ['oauth'] } as const
  const broadMs = await measure([{ role: 'verb', mode: 'include', values: ['update'] }, notOauth])
  const broad = store.size().shown
  const narrowMs = await measure([
    { role: 'zone', mode: 'include', values: ['acme.example'] },
    notOauth,
  ])
  const narrow = store.size().shown
  await store.setView({ localFilters: {} })
  return { broadMs, narrowMs, broad, narrow }
}
