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
    const { addedMs, insideMs, added, inside } = await measureNarrowing(tools)
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
        claim:
          'a narrower question from memory: a filter and an exclude more, up to the first rows',
        measured: addedMs,
        unit: 'ms',
        note: `${added.toLocaleString('en')} of the loaded entries`,
      },
      {
        claim: 'the same for a day of the time range and a filter',
        measured: insideMs,
        unit: 'ms',
        note: `${inside.toLocaleString('en')} of the loaded entries`,
      },
      {
        claim: 'a change of filter by the processor time of the store’s thread, on average',
        measured: cpuMs,
        unit: 'ms',
      },
    ]
  },
}

/** Changes of filter that are measured; all together by the processor clock, which has steps of 10 ms. */
export const rounds = 9

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

/** The best times of selecting a part of the list, from the question to the first rows. */
async function measureNarrowing(tools: BenchTools) {
  const { page } = await loadStore(tools)
  return tools.share('narrowing', () => page.evaluate(narrowList, rounds))
}

/** Runs in the page. */
async function narrowList(rounds: number) {
  const { store } = window
  type Part = Parameters<typeof store.narrow>[0]
  async function measure(part: Part) {
    let bestMs = Infinity
    let size = 0
    for (let round = 0; round < rounds; round++) {
      const startMs = performance.now()
      const narrowed = store.narrow(part)
      const { stored, doubt } = await narrowed.setView({ localFilters: {} })
      await narrowed.rows(0, 30)
      bestMs = Math.min(bestMs, performance.now() - startMs)
      if (doubt) throw new Error(`In doubt: ${JSON.stringify(doubt)}`)
      size = stored
      narrowed.dispose()
    }
    return { bestMs, size }
  }
  const update = { parameter: 'action_type', mode: 'include', values: ['update'] } as const
  const notOauth = { parameter: 'actor_context', mode: 'exclude', values: ['oauth'] } as const
  const added = await measure({ filters: [update, notOauth], since: undefined, before: undefined })
  const bounds = { since: '2026-11-10T00:00:00.000Z', before: '2026-11-11T00:00:00.000Z' }
  const inside = await measure({ filters: [update], ...bounds })
  return {
    addedMs: added.bestMs,
    added: added.size,
    insideMs: inside.bestMs,
    inside: inside.size,
  }
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
  const sinceMs = Date.parse('2026-10-20T00:00:00Z')
  const bucketMs = (Date.parse('2026-11-20T00:00:00Z') - sinceMs) / 120
  const question = {
    edges: Array.from({ length: 121 }, (_, i) => sinceMs + i * bucketMs),
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
