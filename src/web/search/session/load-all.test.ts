import { describe, expect, it } from 'vitest'
import { ApiFailure } from '../../api/api-failure.ts'
import { onlySource } from '../../store/entry-store.ts'
import { getSource } from '../engine/ledger.ts'
import type { Clock } from '../engine/search-state.ts'
import {
  type Api,
  createApi,
  makeEntries,
  range,
  refuse,
  startSearch,
  v1,
  v2,
} from '../testing/start-scripted-search.ts'

/** Entries seven seconds apart through most of a day. */
const dayOfEntries = makeEntries(12_000, (i) => Date.parse('2026-11-01T23:59:59Z') - i * 7_000)

type Started = ReturnType<typeof startSearch>

async function readFirst(started: Started) {
  started.search.loadMore()
  await started.waitUntilIdle()
  return started
}

const idsOf = (entries: readonly { id?: string }[]) => entries.map(({ id }) => id)

describe.each([v2, v1])('reading all of $id', (dataset) => {
  it('downloads several pages at once, and adds to the list at its end only', async () => {
    const started = await readFirst(startSearch(dataset, createApi(dayOfEntries, 'desc')))
    const lists: Promise<Uint32Array>[] = []
    started.search.subscribe(() => lists.push(started.store.listRows('all')))
    started.search.loadAll()
    await started.waitUntilIdle()
    const rows = await Promise.all(lists)
    expect(new Set(rows.map(({ length }) => length)).size).toBeGreaterThan(5)
    for (const [i, list] of rows.entries()) {
      const before = rows[i - 1] ?? list
      expect(list.slice(0, before.length)).toEqual(before)
    }
    expect(started.search.getState()).toMatchObject({ verdict: 'complete', loaded: 12_000 })
    expect(await started.ids()).toEqual(idsOf(dayOfEntries))
    expect(started.maxAtOnce()).toBe(4)
    expect(started.store.countStaged()).toBe(0)
    expect(new Set(started.lanes.slice(1))).toEqual(new Set(['bulk']))
  })

  it('keeps what was read when it is stopped, and scrolling goes on from there', async () => {
    const started = await readFirst(startSearch(dataset, createApi(dayOfEntries, 'desc')))
    const { search } = started
    search.loadAll()
    search.subscribe(() => {
      if (search.getState().loaded > 5_000) search.stopLoading()
    })
    await started.waitUntilIdle()
    const stopped = search.getState()
    expect(stopped).toMatchObject({ status: 'waiting', verdict: 'partial' })
    expect(stopped.progress).toBeUndefined()
    expect(await started.readAll()).toMatchObject({ verdict: 'complete', loaded: 12_000 })
    expect(await started.ids()).toEqual(idsOf(dayOfEntries))
  })
})

it('records pages that arrive too late to be used', async () => {
  const api = createApi(dayOfEntries, 'desc', (_, calls) => {
    if (calls === 8) stop()
    return undefined
  })
  const started = await readFirst(startSearch(v2, api))
  const { search, store, requests } = started
  const stop = search.stopLoading
  search.loadAll()
  await started.waitUntilIdle()
  const listPages = () =>
    getSource(search.getState().ledger, onlySource).windows.flatMap(({ pages }) => pages)
  await started.untilStill()
  expect(listPages()).toHaveLength(requests.length)
  expect(listPages().filter(({ isUnused }) => isUnused).length).toBeGreaterThan(0)
  expect(search.getState()).toMatchObject({ verdict: 'partial', pages: requests.length })
  expect(await started.readAll()).toMatchObject({ verdict: 'complete', loaded: 12_000 })
  expect(listPages()).toHaveLength(requests.length)
  expect(store.countStaged()).toBe(0)
})

it('asks nothing during a pause, and goes on after it', async () => {
  const started = await readFirst(startSearch(v2, createApi(dayOfEntries, 'desc')))
  const { search, requests, untilStill } = started
  search.loadAll()
  search.pause()
  expect(search.getState()).toMatchObject({ status: 'paused', progress: { isPaused: true } })
  await untilStill()
  const asked = requests.length
  search.loadOnScroll()
  search.loadMore()
  await untilStill()
  expect(requests).toHaveLength(asked)
  search.loadAll()
  await started.waitUntilIdle()
  expect(await started.ids()).toEqual(idsOf(dayOfEntries))
})

it('114: reads 5,000 entries of one second that lie over pages and windows', async () => {
  const second = Date.parse('2026-11-01T12:00:00Z')
  const all = makeEntries(9_000, (i) => {
    if (i < 2_000) return second + (2_000 - i) * 5_000
    return i < 7_000 ? second : second - (i - 7_000) * 5_000
  })
  const started = await readFirst(startSearch(v2, createApi(all, 'desc')))
  started.search.loadAll()
  await started.waitUntilIdle()
  expect(started.search.getState()).toMatchObject({ verdict: 'complete', loaded: 9_000 })
  expect(await started.ids()).toEqual(idsOf(all))
})

it('goes on beyond a window whose end is not shown, and names the gap', async () => {
  const noon = Date.parse('2026-11-01T12:00:00Z')
  const all = makeEntries(20_000, (i) => {
    if (i < 5_000) return noon + (5_000 - i) * 8_000
    return i < 8_000 ? noon : noon - (i - 8_000) * 3_200
  })
  const whole = createApi(all, 'desc')
  // Without cursors, a moment with more entries than a page cannot be passed.
  const api: Api = (parameters, calls) => {
    const body = whole(parameters, calls) as { result_info: { cursor?: string } }
    delete body.result_info.cursor
    return body
  }
  const started = await readFirst(startSearch(v2, api))
  started.search.loadAll()
  await started.waitUntilIdle()
  const state = started.search.getState()
  expect(state).toMatchObject({ status: 'finished', verdict: 'unknown' })
  expect(state.coverage).toHaveLength(2)
  const { gaps } = getSource(started.search.getState().ledger, onlySource)
  expect(gaps).toHaveLength(1)
  const [gap] = gaps
  expect(gap?.before).toBe('2026-11-01T12:00:00.000Z')
  const read = new Set(await started.ids())
  const outside = all.filter(({ when }) => when < (gap?.since ?? '') || when > (gap?.before ?? ''))
  expect(outside.length).toBeGreaterThan(10_000)
  expect(idsOf(outside).filter((id) => !read.has(id ?? ''))).toEqual([])
  expect(state.reason).toContain('nothing shows that it was the last')
})

it('goes on after a failure from where it was', async () => {
  const api = createApi(dayOfEntries, 'desc', (_, calls) => {
    if (calls === 9) throw refuse(502)
    return undefined
  })
  const started = await readFirst(startSearch(v2, api))
  started.search.loadAll()
  await started.waitUntilIdle()
  expect(started.search.getState()).toMatchObject({ status: 'failed', verdict: 'partial' })
  expect(started.search.getState().failure).toMatchObject({ status: 502 })
  started.search.loadMore()
  await started.waitUntilIdle()
  expect(await started.ids()).toEqual(idsOf(dayOfEntries))
  const { windows } = getSource(started.search.getState().ledger, onlySource)
  expect(windows.flatMap(({ retries }) => retries)).toHaveLength(1)
})

it('pauses at a failure, and counts the pages since the start after a retry as well', async () => {
  const fault = { isOn: true }
  const api = createApi(dayOfEntries, 'desc', (_, calls) => {
    if (calls > 6 && fault.isOn) throw refuse(403)
    return undefined
  })
  const started = await readFirst(startSearch(v2, api))
  const { search, waitUntilIdle } = started
  search.loadAll()
  await waitUntilIdle()
  const failed = search.getState()
  expect(failed).toMatchObject({ status: 'failed', progress: { isPaused: true } })
  expect(failed.progress?.pages).toBe(failed.pages - 1)
  fault.isOn = false
  search.loadMore()
  search.pause()
  expect(search.getState().progress?.pages).toBe(failed.progress?.pages)
  search.loadAll()
  await waitUntilIdle()
  expect(search.getState()).toMatchObject({ status: 'finished', loaded: 12_000 })
})

it('says that there is more only while the API says so', async () => {
  // All entries lie at the start of the range, so what follows them is not known to be empty.
  const all = makeEntries(5_000, (i) => Date.parse('2026-11-01T23:59:59Z') - i * 100)
  const started = await readFirst(startSearch(v2, createApi(all, 'desc')))
  const { search, waitUntilIdle } = started
  expect(search.getState().hasNextPage).toBe(true)
  search.loadAll()
  const unsubscribe = search.subscribe(() => {
    if (search.getState().loaded === 5_000) search.stopLoading()
  })
  await waitUntilIdle()
  unsubscribe()
  expect(search.getState()).toMatchObject({ status: 'waiting', loaded: 5_000 })
  expect(search.getState().hasNextPage).toBe(false)
  expect(await started.readAll()).toMatchObject({ status: 'finished', loaded: 5_000 })
})

it('puts into the list what the store refused at first, when it is tried again', async () => {
  const started = startSearch(v2, createApi(dayOfEntries.slice(0, 2_500), 'desc'))
  const { search, store, requests } = started
  const { commit } = store
  store.commit = async () => Promise.reject(new Error('no room'))
  await readFirst(started)
  expect(search.getState()).toMatchObject({ status: 'failed', failure: { message: 'no room' } })
  store.commit = commit
  search.loadMore()
  await started.waitUntilIdle()
  expect(search.getState()).toMatchObject({ status: 'waiting', loaded: 100 })
  expect(requests).toHaveLength(1)
  expect(await started.readAll()).toMatchObject({ verdict: 'complete', loaded: 2_500 })
})

describe('a wait', () => {
  function createWaitingClock() {
    let nowMs = Date.parse('2026-11-21T12:00:00Z')
    const ends: (() => void)[] = []
    const wait = () => new Promise<void>((resolve) => ends.push(resolve))
    const clock: Clock = { now: () => nowMs, sleep: wait, untilOnline: wait }
    return {
      clock,
      end(ms: number) {
        nowMs += ms
        for (const resolve of ends.splice(0)) resolve()
      },
    }
  }

  it.each([
    [7, 7],
    [undefined, 60],
    [100_000, 300],
    [0, 1],
  ])(
    'after a limit with retry-after %s lasts %i s, and then the search goes on',
    async (retryAfterS, waitS) => {
      const { clock, end } = createWaitingClock()
      let limits = 1
      const api = createApi(dayOfEntries.slice(0, 3_000), 'desc', () => {
        if (limits-- > 0) throw refuse(429, retryAfterS)
        return undefined
      })
      const started = startSearch(v2, api, 'desc', clock)
      const { untilStill } = started
      const startedMs = clock.now()
      started.search.loadMore()
      await untilStill()
      expect(started.search.getState()).toMatchObject({
        status: 'loading',
        backoff: { kind: 'limited', untilMs: startedMs + waitS * 1000 },
      })
      expect(started.requests).toHaveLength(1)
      end(waitS * 1000)
      await started.waitUntilIdle()
      expect(started.search.getState()).toMatchObject({ loaded: 100, backoff: undefined })
    },
  )

  it('ends at once when the analyst retries, and does not end a second time', async () => {
    const { clock, end } = createWaitingClock()
    let limits = 2
    const api = createApi(dayOfEntries.slice(0, 3_000), 'desc', () => {
      if (limits-- > 0) throw refuse(429, 60)
      return undefined
    })
    const { search, requests, waitUntilIdle, untilStill } = startSearch(v2, api, 'desc', clock)
    search.loadMore()
    await untilStill()
    const first = search.getState().backoff
    search.retryNow()
    expect(search.getState().backoff).toBeUndefined()
    await untilStill()
    // The retry was refused as well, and its wait replaces the first one.
    expect(requests).toHaveLength(2)
    expect(search.getState().backoff).not.toBe(first)
    search.retryNow()
    await waitUntilIdle()
    expect(search.getState()).toMatchObject({ loaded: 100, backoff: undefined })
    end(60_000)
    await untilStill()
    expect(requests).toHaveLength(3)
    search.retryNow()
    await untilStill()
    expect(requests).toHaveLength(3)
  })

  it('while the network is gone ends when it is back', async () => {
    const { clock, end } = createWaitingClock()
    let isGone = true
    const api = createApi(dayOfEntries.slice(0, 500), 'desc', () => {
      if (isGone) throw new ApiFailure({ kind: 'offline' })
      return undefined
    })
    const started = startSearch(v2, api, 'desc', clock)
    const { untilStill } = started
    started.search.loadMore()
    await untilStill()
    expect(started.search.getState().backoff).toEqual({ kind: 'offline', untilMs: undefined })
    isGone = false
    end(0)
    await started.waitUntilIdle()
    expect(started.search.getState()).toMatchObject({ loaded: 100 })
  })
})

it('counts the range as covered as far as the list goes', async () => {
  const started = await readFirst(startSearch(v2, createApi(dayOfEntries, 'desc')))
  const last = dayOfEntries[99]?.when
  expect(started.search.getState().coverage).toEqual([{ since: last, before: range.before }])
})
