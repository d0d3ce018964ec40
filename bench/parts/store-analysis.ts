/**
 * How long a change of filter takes until table, facets and histogram can be drawn. It is judged beside DuckDB-WASM
 * in `peers-analysis`.
 */
import { type Analysis, type AnalysisQuestion, analyzeStores } from '../analyze-store.ts'
import { loadStore } from '../load-store.ts'
import type { BenchTools, Part } from '../part.ts'

/** The lines of analysis. */
export const storeAnalysis: Part = {
  name: 'store-analysis',
  async run(tools) {
    const { broad, narrow } = await measureAnalysis(tools)
    const { addedMs, insideMs, added, inside } = await measureNarrowing(tools)
    const claim = 'a filter with two predicates, 8 facets (top 20) and a histogram of 120 buckets'
    return [
      {
        claim: `${claim}, broad`,
        measured: broad.bestMs,
        unit: 'ms',
        note: `${broad.shown.toLocaleString('en')} shown`,
      },
      {
        claim: `${claim}, narrow`,
        measured: narrow.bestMs,
        unit: 'ms',
        note: `${narrow.shown.toLocaleString('en')} shown`,
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
        measured: (broad.cpuMs + narrow.cpuMs) / 2,
        unit: 'ms',
      },
    ]
  },
}

/** A field filter of one log, with the exact value. */
const filter = (pointer: string, text: string, mode: 'include' | 'exclude') => ({
  kind: 'field' as const,
  pointer,
  text,
  mode,
  isExact: true,
})
const notOauth = filter('/actor/context', 'oauth', 'exclude')

/** What is asked of audit log v2. */
export const logQuestion: AnalysisQuestion = {
  paths: [
    'actor.email',
    'action.type',
    'action.result',
    'resource.product',
    'resource.type',
    'actor.context',
    'actor.ip_address',
    'zone.name',
  ],
  by: 'action.result',
  series: 3,
  broad: { localFilters: { 0: [filter('/action/type', 'update', 'include'), notOauth] } },
  narrow: { localFilters: { 0: [filter('/zone/name', 'acme.example', 'include'), notOauth] } },
}

/** The figures of a broad and a narrow filter. */
export async function measureAnalysis(tools: BenchTools): Promise<Analysis> {
  const { page } = await loadStore(tools)
  return tools.share('analysis', async () => {
    const [analysis] = await analyzeStores([{ page, question: logQuestion }], 1)
    if (!analysis) throw new Error('No analysis.')
    return analysis
  })
}

/** Selections of a part that are measured. */
const rounds = 9

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
  const of = (...filters: Part['filters'][string]) => ({ '0': filters })
  const update = { parameter: 'action_type', mode: 'include', values: ['update'] } as const
  const notOauth = { parameter: 'actor_context', mode: 'exclude', values: ['oauth'] } as const
  const added = await measure({
    filters: of(update, notOauth),
    since: undefined,
    before: undefined,
  })
  const bounds = { since: '2026-11-10T00:00:00.000Z', before: '2026-11-11T00:00:00.000Z' }
  const inside = await measure({ filters: of(update), ...bounds })
  return {
    addedMs: added.bestMs,
    added: added.size,
    insideMs: inside.bestMs,
    inside: inside.size,
  }
}
