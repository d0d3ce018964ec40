import { describe, expect, it, vi } from 'vitest'
import { limitRate } from '../../../emulator/faults/fault-responders.ts'
import type { FieldFilter } from '../../../query/log-query.ts'
import { onlySource } from '../../store/entry-store.ts'
import { getSource, type SourceLedger } from '../engine/ledger.ts'
import { createHandClock } from '../testing/create-hand-clock.ts'
import {
  createWorld,
  createWorldQuery,
  listIds,
  listTrueIds,
  readRange,
  startEmulatedSearch,
  type World,
  waitUntilIdle,
} from '../testing/start-emulated-search.ts'
import {
  type Api,
  createApi,
  makeEntries,
  range,
  refuse,
  startSearch,
  v2,
} from '../testing/start-scripted-search.ts'

const none = { shown: 0, hidden: 0, older: 0 }
const wanted = { isWanted: true, isRelative: true, isVisible: true }
const since = '2026-11-19T08:00:00.000Z'

/** A search up to now, read whole, with a clock that the test moves. */
async function startFollowing(world: World, change: object = {}) {
  const hand = createHandClock(world.clock)
  const timeRange = { since, before: new Date(world.clock.nowMs).toISOString() }
  const query = { ...createWorldQuery(world), ...change }
  const started = startEmulatedSearch(world, query, timeRange, hand.clock)
  await readRange(started, 'loadMore')
  return { ...started, query, hand, timeRange, state: started.search.getState }
}

describe('following', () => {
  it('finds what comes, lets it wait, and puts it at the start when asked', async () => {
    const world = await createWorld({}, 30_000)
    const { search, query, hand, store, state, ...started } = await startFollowing(world)
    const before = await listIds({ ...started, search, store })
    search.follow(wanted)
    await hand.pass(0)
    expect(state()).toMatchObject({ newCount: none, follow: { status: 'on' } })
    for (let i = 0; i < 40; i++) await hand.pass(15_000)
    const { newCount, loaded } = state()
    expect(newCount).toMatchObject({ hidden: 0, older: 0 })
    expect(newCount.shown).toBeGreaterThan(1)
    expect(loaded).toBe(before.length)
    await search.showNew()
    const after = await listIds({ ...started, search, store })
    expect(after.slice(newCount.shown)).toEqual(before)
    const upToNow = { since, before: new Date(world.clock.nowMs).toISOString() }
    expect(after).toEqual(listTrueIds(world, query, upToNow))
    expect(state()).toMatchObject({ newCount: none, loaded: after.length, verdict: 'complete' })
    expect(state().coverage).toEqual([upToNow])
    search.stop()
  })

  it('loses no entry that appears late, behind others that were shown', async () => {
    const world = await createWorld()
    world.emulator.faults.arriveLate()
    const { search, query, hand, store, state, ...started } = await startFollowing(world)
    expect(state().mayStillChangeSince).toBeDefined()
    search.follow(wanted)
    for (let i = 0; i < 120; i++) {
      await hand.pass(15_000)
      if (i % 50 === 49) await search.showNew()
    }
    await search.showNew()
    const ids = await listIds({ ...started, search, store })
    expect(new Set(ids).size).toBe(ids.length)
    const finalRange = { since, before: new Date(world.clock.nowMs - 450_000).toISOString() }
    const truth = listTrueIds(world, query, finalRange)
    expect(truth.length).toBeGreaterThan(20)
    // Each is ordered by its time, however late it came.
    expect(ids.filter((id) => truth.includes(id))).toEqual(truth)
    expect(state().mayStillChangeSince).toBe(finalRange.before)
    search.stop()
  })

  it('leaves older entries to scrolling while the list is not read that far', async () => {
    const world = await createWorld({}, 60_000)
    const hand = createHandClock(world.clock)
    const query = createWorldQuery(world)
    const timeRange = { since, before: new Date(world.clock.nowMs).toISOString() }
    const started = startEmulatedSearch(world, query, timeRange, hand.clock)
    started.search.loadMore()
    started.search.follow(wanted)
    await hand.pass(0)
    for (let i = 0; i < 4; i++) await hand.pass(15_000)
    await started.search.showNew()
    await readRange(started, 'loadMore')
    const ids = await listIds(started)
    const upToNow = { since, before: new Date(world.clock.nowMs).toISOString() }
    expect(ids).toEqual(listTrueIds(world, query, upToNow))
    started.search.stop()
  })

  it('says how many of the new ones came late, and how many the local filters hide', async () => {
    const world = await createWorld({}, 60_000)
    world.emulator.faults.arriveLate()
    const { search, hand, store, state } = await startFollowing(world)
    search.follow(wanted)
    let { newCount } = state()
    for (let i = 0; i < 80 && newCount.older === 0; i++) {
      // An entry can be late only compared with entries that are shown.
      await search.showNew()
      await hand.pass(15_000)
      ;({ newCount } = state())
    }
    expect(newCount.older).toBeGreaterThan(0)
    const pointer = '/action/type'
    const filter: FieldFilter = {
      kind: 'field',
      pointer,
      mode: 'include',
      text: 'nothing',
      isExact: true,
    }
    const view = { localFilters: { [onlySource]: [filter] } }
    search.noteView(await store.setView(view))
    await hand.pass(0)
    expect(state().newCount).toEqual({
      shown: 0,
      hidden: newCount.shown,
      older: 0,
    })
    search.noteView(await store.setView({ localFilters: {} }))
    await hand.pass(0)
    expect(state().newCount).toEqual(newCount)
    search.stop()
  })

  it('113: keeps what comes while twenty pages are read apart from them', async () => {
    const world = await createWorld({}, 100_000)
    const hand = createHandClock(world.clock)
    const query = createWorldQuery(world)
    const before = new Date(world.clock.nowMs).toISOString()
    const timeRange = { since: '2026-11-13T00:00:00.000Z', before }
    const started = startEmulatedSearch(world, query, timeRange, hand.clock)
    const { search } = started
    while (search.getState().status !== 'finished') {
      world.clock.nowMs += 900_000
      search.loadMore()
      await waitUntilIdle(started)
    }
    expect(search.getState().pages).toBeGreaterThanOrEqual(20)
    const read = await listIds(started)
    expect(read).toEqual(listTrueIds(world, query, timeRange))
    search.follow(wanted)
    await hand.pass(0)
    expect(search.getState().newCount.shown).toBeGreaterThan(500)
    expect(await listIds(started)).toEqual(read)
    const { newCount } = search.getState()
    await search.showNew()
    const all = await listIds(started)
    expect(all.slice(newCount.shown)).toEqual(read)
    const upToNow = { ...timeRange, before: new Date(world.clock.nowMs).toISOString() }
    expect(all).toEqual(listTrueIds(world, query, upToNow))
    search.stop()
  })

  it('waits during a limit and stops at an error, and says so', async () => {
    const world = await createWorld()
    const { search, hand, state, requests } = await startFollowing(world)
    world.emulator.faults.next(1, limitRate(40))
    search.follow(wanted)
    await hand.pass(0)
    const asked = requests.length
    await hand.pass(30_000)
    expect(requests).toHaveLength(asked)
    await hand.pass(10_000)
    expect(requests.length).toBeGreaterThan(asked)
    expect(state().follow).toMatchObject({ status: 'on' })
    world.emulator.faults.next(1, () => new Response('{}', { status: 403 }))
    await hand.pass(15_000)
    expect(state().follow).toMatchObject({
      status: 'off',
      obstacle: 'failed',
      failure: 'No permission to read this log',
    })
    search.follow({ ...wanted })
    expect(state().follow).toMatchObject({ status: 'on' })
    search.stop()
  })

  it.each([
    [{ isWanted: false }, 'not-wanted'],
    [{ isRelative: false }, 'absolute'],
    [{ isVisible: false }, 'hidden'],
  ])('asks nothing with %j', async (change, obstacle) => {
    const world = await createWorld()
    const { search, hand, state, requests } = await startFollowing(world)
    search.follow(wanted)
    await hand.pass(0)
    search.follow({ ...wanted, ...change })
    const asked = requests.length
    await hand.pass(60_000)
    expect(requests).toHaveLength(asked)
    expect(state().follow).toEqual({ status: 'off', obstacle })
    search.stop()
  })

  it('is off when the oldest entries come first', async () => {
    const world = await createWorld()
    const { search, state } = await startFollowing(world, { direction: 'asc' })
    search.follow(wanted)
    expect(state().follow).toEqual({ status: 'off', obstacle: 'ascending' })
    search.stop()
  })
})

it('keeps no entry twice, however often it is looked at', async () => {
  const world = await createWorld({}, 100_000)
  const { search, hand, store, state } = await startFollowing(world)
  search.follow(wanted)
  for (let i = 0; i < 60; i++) await hand.pass(15_000)
  const { newCount, loaded, pages } = state()
  expect(pages).toBeGreaterThan(25)
  expect(newCount.shown).toBeGreaterThan(5)
  const bytes = new TextEncoder().encode(JSON.stringify({ success: true, result: [{ id: 'x' }] }))
  const { firstRow } = (await store.stage(bytes.buffer, 9_999, onlySource)) as { firstRow: number }
  // Reading the range in windows repeats a few entries; polling repeats none.
  const overlaps = getSource(search.getState().ledger, onlySource).totals.repeated
  expect(firstRow).toBe(loaded + overlaps + newCount.shown)
  search.stop()
})

describe('what is claimed while a search is followed', () => {
  const startMs = Date.parse(range.before)

  /** A finished search that is followed; an entry appears at each of these minutes after its end. */
  async function startQuiet(minutes: readonly number[], fault?: Api) {
    const moment = { nowMs: startMs }
    const hand = createHandClock(moment)
    const all = makeEntries(minutes.length, (i) => startMs + (minutes[i] ?? 0) * 60_000)
    const seen: Api = (parameters, calls) => {
      const there = all.filter(({ when }) => Date.parse(when) <= moment.nowMs)
      return createApi(there.reverse(), 'desc', fault)(parameters, calls)
    }
    const started = startSearch(v2, seen, 'desc', hand.clock)
    started.search.loadMore()
    await started.waitUntilIdle()
    started.search.follow(wanted)
    return { ...started, all, state: started.search.getState, pass: hand.pass }
  }

  function countLedger({ windows }: SourceLedger) {
    const earlier = windows.map((window) => window.earlier ?? { pages: 0, refused: 0 })
    return {
      windows: windows.length,
      listed: windows.flatMap(({ pages, retries }) => [...pages, ...retries]).length,
      pages:
        windows.flatMap(({ pages }) => pages).length +
        earlier.reduce((sum, { pages }) => sum + pages, 0),
      refused:
        windows.flatMap(({ retries }) => retries).length +
        earlier.reduce((sum, { refused }) => sum + refused, 0),
    }
  }

  it('covers no look that is still being counted when what waits is shown', async () => {
    const { search, store, state, pass, ids } = await startQuiet([0.9, 2.9])
    await pass(60_000)
    for (let i = 0; i < 4; i++) await pass(15_000)
    expect(state().newCount.shown).toBe(1)
    const { countNew } = store
    let resume = () => {}
    const held = new Promise<void>((resolve) => {
      resume = resolve
    })
    store.countNew = async (tickets) => {
      const count = await countNew(tickets)
      await held
      return count
    }
    await pass(60_000)
    const showing = search.showNew()
    await pass(0)
    resume()
    await showing
    const known = new Set(await ids())
    const { coverage, newCount } = state()
    expect(coverage.at(-1)?.before).toBe('2026-11-02T00:03:00.000Z')
    expect(newCount).toEqual(none)
    expect(known).toEqual(new Set(['entry-0', 'entry-1']))
    search.stop()
  })

  it('lists requests that brought nothing new, in one window that does not grow for ever', async () => {
    const { search, store, requests, state, pass } = await startQuiet([0.9])
    const forgotten: number[] = []
    const { forgetLeaves } = store
    store.forgetLeaves = async (tickets) => {
      forgotten.push(...tickets)
      return forgetLeaves(tickets)
    }
    for (let i = 0; i < 150; i++) await pass(15_000)
    expect(state()).toMatchObject({ newCount: { shown: 1 }, pages: requests.length })
    const ledger = getSource(search.getState().ledger, onlySource)
    const { windows, listed, pages, refused } = countLedger(ledger)
    // One window of polls, and one for each reading for late entries, 8 and 20 minutes after the end.
    expect({ windows, pages, refused }).toEqual({
      windows: 4,
      pages: requests.length,
      refused: 0,
    })
    expect(requests.length).toBeGreaterThan(150)
    expect(listed).toBeLessThan(110)
    // Their leaves are needed no longer; those of the other pages are known.
    expect(new Set(forgotten).size).toBe(pages - listed)
    expect(forgotten).toHaveLength(pages - listed)
    const others = requests.map((_, at) => at + 1).filter((ticket) => !forgotten.includes(ticket))
    expect(await store.pageLeaves(others)).toHaveLength(listed)
    // The request that brought the entry stays listed, however long ago it was.
    const [, polls] = ledger.windows
    expect(polls).toMatchObject({ reason: 'follow', outcome: 'end' })
    expect(polls?.pages[0]?.at).toBe('2026-11-02T00:01:00.000Z')
    expect(polls?.before).toBe(polls?.pages.at(-1)?.at)
    search.stop()
  })

  it('goes on although the store cannot forget pages, because it was closed', async () => {
    const { search, store, requests, pass } = await startQuiet([0.9])
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    let refused = 0
    // A mock would handle the rejection itself.
    const refuse = async () => {
      refused += 1
      throw new Error('it was closed')
    }
    store.forgetLeaves = refuse
    store.discard = refuse
    for (let i = 0; i < 10; i++) await pass(15_000)
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    expect(refused).toBeGreaterThan(0)
    expect(unhandled).not.toHaveBeenCalled()
    expect(requests.length).toBeGreaterThan(5)
    search.stop()
  })

  it('lists requests that were refused inside a look', async () => {
    let refusals = 0
    const { search, requests, pass, state } = await startQuiet([0.9], (_, calls) => {
      if (calls !== 3 && calls !== 5) return undefined
      refusals++
      throw refuse(429, 20)
    })
    for (let i = 0; i < 12; i++) await pass(15_000)
    expect(refusals).toBe(2)
    expect(state().newCount.shown).toBe(1)
    const { pages, refused } = countLedger(getSource(search.getState().ledger, onlySource))
    expect({ pages, refused }).toEqual({ pages: requests.length - 2, refused: 2 })
    search.stop()
  })

  it('says how far the list reaches when new entries are in it', async () => {
    const { search, pass, state } = await startQuiet([0.9])
    await pass(30_000)
    expect(state().reachesUntil).toBeUndefined()
    await pass(60_000)
    await search.showNew()
    expect(state().reachesUntil).toBe('2026-11-02T00:01:30.000Z')
    await pass(60_000)
    // Nothing moves by itself.
    expect(state().reachesUntil).toBe('2026-11-02T00:01:30.000Z')
    search.stop()
  })
})

describe('following where much is new', () => {
  const startMs = Date.parse(range.before)

  /** A search after which `count` entries came, `apartMs` apart, before it is followed. */
  async function startBehind(count: number, apartMs: number) {
    const nowMs = startMs + count * apartMs
    const hand = createHandClock({ nowMs })
    const all = makeEntries(count, (i) => nowMs - (i + 1) * apartMs)
    const started = startSearch(v2, createApi(all, 'desc'), 'desc', hand.clock)
    started.search.loadMore()
    await started.waitUntilIdle()
    started.search.follow(wanted)
    return { ...started, all, state: started.search.getState, pass: hand.pass }
  }

  /** Lets seconds pass until a condition is true, for at most ten minutes. */
  async function passUntil(pass: (ms: number) => Promise<void>, isReached: () => boolean) {
    for (let i = 0; i < 600 && !isReached(); i++) await pass(1_000)
  }

  it('reads more than a look may take in parts, and loses nothing', async () => {
    const { search, all, state, pass, ids } = await startBehind(24_000, 1_000)
    await passUntil(pass, () => state().newCount.shown === 24_000)
    expect(state().newCount.shown).toBe(24_000)
    expect(state().follow).toMatchObject({ status: 'on' })
    await search.showNew()
    expect(new Set(await ids())).toEqual(new Set(all.map(({ id }) => id)))
    search.stop()
  })

  it('stops in words of its own when it cannot keep up, and can be wanted again', async () => {
    const { search, state, pass } = await startBehind(31_000, 20)
    await passUntil(pass, () => state().follow.status === 'off')
    expect(state().follow).toEqual({ status: 'off', obstacle: 'too-many' })
    // The list and its verdict do not change.
    expect(state()).toMatchObject({ loaded: 0, verdict: 'complete', newCount: none })
    expect(state().coverage).toEqual([range])
    search.follow({ ...wanted })
    expect(state().follow).toMatchObject({ status: 'on' })
    search.stop()
  })
})
