/** A search over several sources: one list in one order, whichever source fails. */
import { describe, expect, it } from 'vitest'
import { getSource } from '../engine/ledger.ts'
import {
  type Api,
  createApi,
  makeEntries,
  range,
  refuse,
  v1,
  v2,
} from '../testing/start-scripted-search.ts'
import { type ScriptedSource, startSourcesSearch } from '../testing/start-scripted-sources.ts'

const dayEndMs = Date.parse('2026-11-01T23:59:59Z')

/** Entries of a source this far apart, from this second before the end of the day. */
function makeSource(id: string, count: number, apartS: number, more: Partial<ScriptedSource> = {}) {
  const entries = makeEntries(count, (i) => dayEndMs - i * apartS * 1_000).map((entry) => ({
    ...entry,
    id: `${id}-${entry.id}`,
  }))
  return { id, dataset: v2, api: createApi(entries, 'desc'), entries, ...more }
}

type MadeSource = ReturnType<typeof makeSource>

/** The order that the list has to have: by time, at equal times by source, and within a source as the API has it. */
function toTruth(sources: readonly MadeSource[]): string[] {
  return sources
    .flatMap(({ id, entries }, number) => entries.map((entry) => ({ id, number, entry })))
    .toSorted((a, b) => Date.parse(b.entry.when) - Date.parse(a.entry.when) || a.number - b.number)
    .map(({ id, entry }) => `${id} ${entry.id}`)
}

const ways = ['loadMore', 'loadAll'] as const

/** Lets calls of an API fail with this status. */
function failing(source: MadeSource, status: number, fails: (call: number) => boolean): MadeSource {
  const api: Api = (parameters, call) => {
    if (fails(call)) throw refuse(status)
    return source.api(parameters, call)
  }
  return { ...source, api }
}

describe.each(ways)('several sources read by %s', (how) => {
  it('are one list by time, in the order of the sources', async () => {
    const sources = [
      makeSource('a', 3_000, 20),
      makeSource('b', 1_300, 50, { dataset: v1 }),
      makeSource('c', 0, 1),
      makeSource('d', 12, 5_000),
    ]
    const started = startSourcesSearch(sources)
    const state = await started.read(how)
    expect(await started.list()).toEqual(toTruth(sources))
    expect(state).toMatchObject({ status: 'finished', verdict: 'complete', loaded: 4_312 })
    expect(state.sources).toEqual([
      { id: 'a', loaded: 3_000, share: 1, coverage: [range], retries: 0 },
      { id: 'b', loaded: 1_300, share: 1, coverage: [range], retries: expect.any(Number) },
      { id: 'c', loaded: 0, share: 1, coverage: [range], retries: 0 },
      { id: 'd', loaded: 12, share: 1, coverage: [range], retries: 0 },
    ])
    expect(getSource(state.ledger, 'b').totals.added).toBe(1_300)
    expect(getSource(state.ledger, 'd').windows.every(({ query }) => query === 1)).toBe(true)
  })

  it('go on without one that is refused, and say so', async () => {
    const sources = [
      makeSource('a', 1_500, 50),
      failing(makeSource('b', 500, 150), 403, () => true),
      makeSource('c', 700, 100),
    ]
    const started = startSourcesSearch(sources)
    const state = await started.read(how)
    expect(state).toMatchObject({ status: 'finished', verdict: 'unknown', loaded: 2_200 })
    expect(state.failure).toBeUndefined()
    expect(state.reason).toContain('403')
    expect(state.sources[1]).toMatchObject({
      loaded: 0,
      share: 0,
      retries: 1,
      failure: { status: 403 },
    })
    expect(await started.list()).toEqual(toTruth(sources.filter(({ id }) => id !== 'b')))
    const b = getSource(state.ledger, 'b')
    expect(b).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('403') })
    expect(b.gaps).toEqual([
      {
        since: '2026-11-01T00:00:00.000Z',
        before: '2026-11-02T00:00:00.000Z',
        query: 1,
        reason: b.reason,
      },
    ])
    expect(getSource(state.ledger, 'a').verdict).toBe('complete')
    expect(started.requests.filter(({ source }) => source === 'b')).toHaveLength(1)
  })

  it('have all entries after a retry of one that failed on the way', async () => {
    let isBroken = true
    const sources = [
      makeSource('a', 1_500, 50),
      failing(makeSource('b', 1_500, 50), 502, (call) => isBroken && call > 1),
      makeSource('c', 700, 100),
    ]
    const started = startSourcesSearch(sources)
    const before = await started.read(how)
    expect(before).toMatchObject({ status: 'finished', verdict: 'partial' })
    const gap = getSource(before.ledger, 'b').gaps[0]
    expect(gap).toMatchObject({
      since: '2026-11-01T00:00:00.000Z',
      reason: expect.stringContaining('502'),
    })
    expect(before.sources[1]?.loaded).toBe(100)
    expect(before.sources[1]?.share).toBeCloseTo((99 * 50) / 86_400, 2)
    isBroken = false
    started.search.retrySource('b')
    const state = await started.waitUntilIdle()
    expect(state).toMatchObject({ status: 'finished', verdict: 'complete', loaded: 3_700 })
    expect(state.quietRevision).toBe(state.revision)
    expect(state.sources[1]).toEqual({
      ...{ id: 'b', loaded: 1_500, share: 1, coverage: [range], retries: 1 },
    })
    expect(getSource(state.ledger, 'b').gaps).toEqual([])
    expect(await started.list()).toEqual(toTruth(sources))
  })

  it('fail when all fail, and go on when they are tried again', async () => {
    let isBroken = true
    const sources = ['a', 'b'].map((id) =>
      failing(makeSource(id, 1_500, 50), 500, (call) => isBroken && call > 1),
    )
    const started = startSourcesSearch(sources)
    const failed = await started.read(how)
    expect(failed).toMatchObject({ status: 'failed', failure: { status: 500 }, verdict: 'partial' })
    isBroken = false
    const state = await started.read(how)
    expect(state).toMatchObject({ status: 'finished', verdict: 'complete', loaded: 3_000 })
    expect(await started.list()).toEqual(toTruth(sources))
  })
})

it('a retry that is suspended on the way goes on when the search is shown again', async () => {
  let isBroken = true
  const sources = [
    makeSource('a', 1_500, 50),
    failing(makeSource('b', 1_500, 50), 502, (call) => isBroken && call > 1),
  ]
  const started = startSourcesSearch(sources)
  await started.read('loadMore')
  isBroken = false
  started.search.retrySource('b')
  started.search.suspend()
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve))
  expect(started.search.getState().loaded).toBeLessThan(3_000)
  started.search.resume()
  expect(await started.waitUntilIdle()).toMatchObject({ verdict: 'complete', loaded: 3_000 })
  expect(await started.list()).toEqual(toTruth(sources))
})

it('a gap that a retry did not close is replaced by what is still missing', async () => {
  let lastCall = 1
  const sources = [
    makeSource('a', 1_500, 50),
    failing(makeSource('b', 3_000, 25), 502, (call) => call > lastCall),
  ]
  const started = startSourcesSearch(sources)
  const gapOf = () => getSource(started.search.getState().ledger, 'b').gaps
  await started.read('loadMore')
  const [first] = gapOf()
  lastCall = 3
  started.search.retrySource('b')
  const state = await started.waitUntilIdle()
  expect(gapOf()).toHaveLength(1)
  expect(Date.parse(gapOf()[0]?.before ?? '')).toBeLessThan(Date.parse(first?.before ?? ''))
  // The retry repeats the last entry, because it begins some seconds before where the source stopped.
  expect(state.sources[1]).toMatchObject({ loaded: 1_099, failure: { status: 502 } })
  expect(getSource(state.ledger, 'b')).toMatchObject({ verdict: 'partial' })
})
