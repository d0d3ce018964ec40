/** The list of several sources is always the same, however pages, answers, failures and retries divide it. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Api, createApi, refuse, v1, v2 } from '../testing/start-scripted-search.ts'
import { type ScriptedSource, startSourcesSearch } from '../testing/start-scripted-sources.ts'

const dayStartMs = Date.parse('2026-11-01T00:00:00Z')

type Entry = { id: string; when: string; action: { time: string } }

/** Entries at these seconds of the day, newest first; equal seconds are in the order of the API. */
function toEntries(id: string, seconds: readonly number[]): Entry[] {
  return [...seconds]
    .sort((a, b) => b - a)
    .map((second, i) => {
      const when = new Date(dayStartMs + second * 1_000).toISOString()
      return { id: `${id}-${i}`, when, action: { time: when } }
    })
}

/** Many entries share a second, across sources too. */
const secondsOf = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 120 }),
  fc.array(
    fc.integer({ min: 0, max: 86_399 }).map((second) => second - (second % 3_600)),
    { maxLength: 400 },
  ),
  fc.array(fc.integer({ min: 0, max: 86_399 }), { maxLength: 700 }),
)

/** A source, how many entries its pages have at most, and its calls that fail. */
const sourceOf = fc.record({
  seconds: secondsOf,
  isNumbered: fc.boolean(),
  maxPage: fc.constantFrom(7, 40, 100, 1_000),
  refusedCalls: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }),
})

const questionOf = fc.record({
  sources: fc.array(sourceOf, { minLength: 1, maxLength: 4 }),
  how: fc.constantFrom('loadMore' as const, 'loadAll' as const),
  direction: fc.constantFrom('desc' as const, 'asc' as const),
  turns: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 9 }),
})

/** Pages have fewer entries than asked for where the log gives no more. */
function capPages(api: Api, key: string, maxPage: number): Api {
  return (parameters, call) => {
    const size = Math.min(maxPage, Number(parameters.get(key)))
    return api(new Map(parameters).set(key, String(size)), call)
  }
}

it('is by time, then by source, then as the API has it', async () => {
  await fc.assert(
    fc.asyncProperty(questionOf, async ({ sources, how, direction, turns }) => {
      const made = sources.map(({ seconds, isNumbered, maxPage, refusedCalls }, number) => {
        const entries = toEntries(`s${number}`, seconds)
        const dataset = isNumbered ? v1 : v2
        const refuseSome: Api = (_, call) => {
          if (refusedCalls.includes(call)) throw refuse(502)
          return undefined
        }
        const api = createApi(entries, direction, refuseSome)
        // A log by page numbers ends with a page that is not full, so its pages cannot be capped.
        return isNumbered
          ? { number, entries, id: `s${number}`, dataset, api }
          : { number, entries, id: `s${number}`, dataset, api: capPages(api, 'limit', maxPage) }
      })
      const scripted: readonly ScriptedSource[] = made
      const started = startSourcesSearch(scripted, {
        direction,
        turns: (call) => turns[call % turns.length] ?? 1,
      })
      for (let tries = 0; tries < 20; tries++) {
        const { status, sources: states } = await started.read(how)
        const failed = states.filter(({ failure }) => failure)
        if (status === 'finished' && failed.length === 0) break
        for (const { id } of status === 'finished' ? failed : []) started.search.retrySource(id)
        await started.waitUntilIdle()
      }
      const sign = direction === 'desc' ? -1 : 1
      const truth = made
        .flatMap(({ id, number, entries }) =>
          (direction === 'desc' ? entries : entries.toReversed()).map((entry) => ({
            ...{ id, number, entry },
          })),
        )
        .toSorted(
          (a, b) =>
            (Date.parse(a.entry.when) - Date.parse(b.entry.when)) * sign || a.number - b.number,
        )
        .map(({ id, entry }) => `${id} ${entry.id}`)
      expect(await started.list()).toEqual(truth)
      const state = started.search.getState()
      expect(state).toMatchObject({ status: 'finished', verdict: 'complete' })
      expect(state.sources.map(({ loaded }) => loaded)).toEqual(
        made.map(({ entries }) => entries.length),
      )
      expect(state.sources.every(({ share }) => share === 1)).toBe(true)
      started.store.dispose()
    }),
    { numRuns: 60 },
  )
})
