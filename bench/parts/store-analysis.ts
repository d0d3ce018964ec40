/**
 * How long a change of filter takes until table, facets and histogram can be drawn. It is judged beside DuckDB-WASM
 * in `peers-analysis`.
 */
import { loadStore } from '../load-store.ts'
import type { BenchTools, Part } from '../part.ts'
import { readWorkerTimes } from '../renderer-threads.ts'

/** The lines of analysis. */
export const storeAnalysis: Part = {
  name: 'store-analysis',
  async run(tools) {
    const { broadMs, narrowMs, broad, narrow, cpuMs } = await measureAnalysis(tools)
    const claim = 'a filter with two predicates, 8 facets (top 20) and a histogram of 120 buckets'
    return [
      {
        claim: `${claim}, broad`,
        measured: broadMs,
        unit: 'ms',
        note: `${broad.toLocaleString('en')} shown`,
      },
      {
        claim: `${claim}, narrow`,
        measured: narrowMs,
        unit: 'ms',
        note: `${narrow.toLocaleString('en')} shown`,
      },
      {
        claim: 'the same by the processor time of the store’s thread, on average',
        measured: cpuMs,
        unit: 'ms',
      },
    ]
  },
}

/** Changes of filter that are measured; all together by the processor clock, which has steps of 10 ms. */
const rounds = 9

type Analysis = Awaited<ReturnType<typeof analyze>> & { cpuMs: number }

/** The best times of a broad and a narrow filter, and how much each shows. */
export async function measureAnalysis(tools: BenchTools): Promise<Analysis> {
  const { page } = await loadStore(tools)
  return tools.share('analysis', async () => {
    const browser = await tools.browser()
    const [startedMs = Number.NaN] = await readWorkerTimes(browser)
    const analysis = await page.evaluate(analyze, rounds)
    const [endedMs = Number.NaN] = await readWorkerTimes(browser)
    return { ...analysis, cpuMs: (endedMs - startedMs) / (rounds * 2) }
  })
}

/** Runs in the page: the best of several, each with all that the screen reads after a change of filter. */
async function analyze(rounds: number) {
  const { store } = window
  const paths = [
    'actor.email',
    'action.type',
    'action.result',
    'resource.product',
    'resource.type',
    'actor.context',
    'actor.ip_address',
    'zone.name',
  ]
  const question = {
    sinceMs: Date.parse('2026-10-20T00:00:00Z'),
    beforeMs: Date.parse('2026-11-20T00:00:00Z'),
    buckets: 120,
    by: 'action.result',
    series: 3,
  }
  const filter = (pointer: string, text: string, mode: 'include' | 'exclude') => ({
    kind: 'field' as const,
    pointer,
    text,
    mode,
    isExact: true,
  })
  async function measure(localFilters: ReturnType<typeof filter>[]): Promise<number> {
    let bestMs = Infinity
    for (let round = 0; round < rounds; round++) {
      await store.setView({ localFilters: {} })
      const startMs = performance.now()
      await store.setView({ localFilters: { 0: localFilters } })
      await Promise.all([
        store.histogram(question),
        ...paths.map((path) => store.facet({ path, limit: 20 })),
        store.rows(0, 30),
      ])
      bestMs = Math.min(bestMs, performance.now() - startMs)
    }
    return bestMs
  }
  const notOauth = filter('/actor/context', 'oauth', 'exclude')
  const broadMs = await measure([filter('/action/type', 'update', 'include'), notOauth])
  const broad = store.size().shown
  const narrowMs = await measure([filter('/zone/name', 'acme.example', 'include'), notOauth])
  const narrow = store.size().shown
  await store.setView({ localFilters: {} })
  return { broadMs, narrowMs, broad, narrow }
}
