import { describe, expect, it } from 'vitest'
import type { LocalFilter } from '../../../query/log-query.ts'
import { onlySource } from '../../store/entry-store.ts'
import {
  type Api,
  createApi,
  makeEntries,
  refuse,
  startSearch,
  v2,
} from '../testing/start-scripted-search.ts'
import { startSourcesSearch } from '../testing/start-scripted-sources.ts'
import { fillFirstScreen } from './fill-first-screen.ts'

/** Entries five seconds apart, newest first; the filter of the tests shows one of `every`. */
const entries = makeEntries(16_000, (i) => Date.parse('2026-11-01T23:59:59Z') - i * 5_000)

async function startFilled(every: number, fault?: Api) {
  const started = startSearch(v2, createApi(entries, 'desc', fault))
  const { store, waitUntilIdle } = started
  const search = fillFirstScreen(started.search)
  await store.setView({ localFilters: { [onlySource]: toFilters(every) } })
  search.loadMore()
  await waitUntilIdle()
  return { ...started, search }
}

/** The local filters for one in so many entries: their times end alike. */
function toFilters(every: number): readonly LocalFilter[] {
  // Entries are five seconds apart: one in 12 is in the same second of a minute, one in 720 in that of an hour.
  const text = every === 12 ? ':59.000Z' : every === 720 ? ':59:59.000Z' : 'none'
  return [{ kind: 'field', pointer: '/action/time', mode: 'include', text, isExact: false }]
}

describe('a search whose local filters show few entries', () => {
  it('loads on until there is a first screen of them', async () => {
    const { search, requests, lanes } = await startFilled(12)
    const { loaded, shown, status } = search.getState()
    expect(status).toBe('waiting')
    expect(shown).toBeGreaterThanOrEqual(50)
    expect([loaded, requests.length]).toEqual([1_098, 2])
    expect(lanes).toEqual(['interactive', 'bulk'])
  })

  it('stops at its bound, and goes on from there when it is asked to', async () => {
    const started = startSearch(v2, createApi(entries, 'desc'))
    const limits = { shownEntries: 50, requests: 3, entries: 100_000 }
    const search = fillFirstScreen(started.search, limits)
    await started.store.setView({ localFilters: { [onlySource]: toFilters(0) } })
    search.loadMore()
    await started.waitUntilIdle()
    expect(search.getState()).toMatchObject({ status: 'waiting', loaded: 2_098, shown: 0 })
    // Few rows are always near their end, so scrolling must not pass the bound.
    search.loadOnScroll()
    expect(search.getState().status).toBe('waiting')
    search.loadMore()
    await started.waitUntilIdle()
    expect(search.getState()).toMatchObject({ status: 'waiting', loaded: 5_098 })
    expect(started.requests).toHaveLength(6)
    expect(started.maxAtOnce()).toBe(1)
  })

  it('counts entries as well as requests', async () => {
    const started = startSearch(v2, createApi(entries, 'desc'))
    const limits = { shownEntries: 50, requests: 100, entries: 1_500 }
    const search = fillFirstScreen(started.search, limits)
    await started.store.setView({ localFilters: { [onlySource]: toFilters(0) } })
    search.loadMore()
    await started.waitUntilIdle()
    expect(search.getState()).toMatchObject({ status: 'waiting', loaded: 2_098 })
  })

  it('reads a short range to its end', async () => {
    const { search } = await startFilled(720)
    expect(search.getState()).toMatchObject({ status: 'finished', loaded: 16_000 })
  })

  it('ends with the question: another view begins anew, a suspended search asks nothing', async () => {
    const started = startSearch(v2, createApi(entries, 'desc'))
    const search = fillFirstScreen(started.search)
    await started.store.setView({ localFilters: { [onlySource]: toFilters(0) } })
    search.loadMore()
    const unsubscribe = search.subscribe(() => {
      if (search.getState().pages === 2) search.suspend()
    })
    await started.untilStill()
    unsubscribe()
    const asked = started.requests.length
    expect(asked).toBeLessThan(5)
    search.resume()
    await started.waitUntilIdle()
    expect(started.requests.length).toBeLessThanOrEqual(asked + 1)
    search.noteView(await started.store.setView({ localFilters: { [onlySource]: toFilters(12) } }))
    await started.waitUntilIdle()
    expect(search.getState().shown).toBeGreaterThanOrEqual(50)
  })

  it('ends when the user stops, and at a failure', async () => {
    const { search, waitUntilIdle, untilStill } = await startFilled(0, (_, calls) => {
      if (calls === 3) throw refuse(403)
      return undefined
    })
    expect(search.getState()).toMatchObject({ status: 'failed', loaded: 1_098 })
    search.loadAll()
    const unsubscribe = search.subscribe(() => {
      if (search.getState().loaded > 2_100) search.stopLoading()
    })
    await waitUntilIdle()
    unsubscribe()
    const { loaded, status } = search.getState()
    expect(status).toBe('waiting')
    await untilStill()
    expect(search.getState().loaded).toBe(loaded)
  })
})

it('does not load on when all entries are shown', async () => {
  const started = startSearch(v2, createApi(entries, 'desc'))
  const search = fillFirstScreen(started.search, { shownEntries: 500, requests: 9, entries: 9_000 })
  search.loadMore()
  await started.waitUntilIdle()
  expect(started.requests).toHaveLength(1)
})

it('does not count the first page of each of many sources', async () => {
  const ids = Array.from({ length: 8 }, (_, number) => `s${number}`)
  const started = startSourcesSearch(
    ids.map((id) => ({ id, dataset: v2, api: createApi(entries, 'desc') })),
  )
  const none = Object.fromEntries(ids.map((id) => [id, toFilters(0)]))
  await started.store.setView({ localFilters: none })
  const limits = { shownEntries: 50, requests: 5, entries: 100_000 }
  const search = fillFirstScreen(started.search, limits)
  search.loadMore()
  await started.waitUntilIdle()
  const { pages, status } = search.getState()
  expect(status).toBe('waiting')
  expect(pages).toBeGreaterThanOrEqual(ids.length + limits.requests - 1)
  // Each loading ends with one page of each source at most.
  expect(pages).toBeLessThan(2 * ids.length + limits.requests)
})
