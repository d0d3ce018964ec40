/** Following and late readings of several sources: each is polled from its own last instant, and one may fail. */
import { expect, it } from 'vitest'
import { failWith } from '../../../emulator/faults/fault-responders.ts'
import { getSource } from '../engine/ledger.ts'
import { createHandClock } from '../testing/create-hand-clock.ts'
import {
  createWorld,
  createWorldQuery,
  listIds,
  listTrueIds,
  readRange,
  startEmulatedSources,
} from '../testing/start-emulated-search.ts'

const wanted = { isWanted: true, isRelative: true, isVisible: true }
const since = '2026-11-19T08:00:00.000Z'

/** Both account logs up to now, read whole, with a clock that the test moves. */
async function startFollowing() {
  const world = await createWorld({}, 30_000)
  const hand = createHandClock(world.clock)
  const timeRange = { since, before: new Date(world.clock.nowMs).toISOString() }
  const queries = {
    v2: createWorldQuery(world),
    v1: createWorldQuery(world, 'account-audit-logs-v1'),
  }
  const started = startEmulatedSources(world, queries, timeRange, hand.clock)
  await readRange(started, 'loadMore')
  const upToNow = () => ({ since, before: new Date(world.clock.nowMs).toISOString() })
  return {
    ...started,
    world,
    pass: hand.pass,
    state: started.search.getState,
    truth: (id: keyof typeof queries) => listTrueIds(world, queries[id], upToNow()),
    /** The times from which requests since this one asked, by path. */
    listPolled(from: number) {
      return started.requests.slice(from).map((request) => {
        const url = new URL(request.split(' ')[1] ?? '', 'https://api.cloudflare.com')
        return { isV2: url.pathname.includes('/logs/'), since: url.searchParams.get('since') ?? '' }
      })
    },
  }
}

it('polls every source from where entries of it may still appear', async () => {
  const { search, pass, state, requests, truth, listPolled, ...started } = await startFollowing()
  search.follow(wanted)
  for (let i = 0; i < 40; i++) await pass(15_000)
  const from = requests.length
  await pass(15_000)
  const polled = listPolled(from)
  const sinceOf = (isV2: boolean) =>
    Date.parse(polled.find((request) => request.isV2 === isV2)?.since ?? '')
  // The entries of v2 arrive up to 450 s late; of v1 nothing is known.
  expect(sinceOf(false) - sinceOf(true)).toBe(450_000 + 150_000 - 60_000)
  await search.showNew()
  for (const id of ['v2', 'v1'] as const) {
    const listed = await listIds({ ...started, search, requests }, id)
    expect(listed).toEqual(truth(id))
    expect(state().sources.find((source) => source.id === id)?.loaded).toBe(listed.length)
    expect(getSource(state().ledger, id).totals.added).toBe(listed.length)
  }
  expect(state().coverage).toEqual([{ since, before: state().reachesUntil }])
  search.stop()
})

it('goes on without a source that fails in a poll, and polls it again when it is asked to', async () => {
  const { search, world, pass, state, requests, truth, listPolled, ...started } =
    await startFollowing()
  const isOfV2 = ({ url }: Request) => url.includes('/logs/audit?')
  world.emulator.faults.when(isOfV2, failWith(403))
  search.follow(wanted)
  for (let i = 0; i < 40; i++) await pass(15_000)
  expect(state().follow.status).toBe('on')
  expect(state().sources[0]).toMatchObject({ id: 'v2', pollFailure: expect.any(String) })
  expect(state().sources[1]?.pollFailure).toBeUndefined()
  expect(state().newCount.shown).toBeGreaterThan(0)
  const from = requests.length
  await pass(15_000)
  expect(listPolled(from).map(({ isV2 }) => isV2)).toEqual([false])
  await search.showNew()
  expect(await listIds({ ...started, search, requests }, 'v1')).toEqual(truth('v1'))
  // The list may lack entries of v2, so it covers only what was read of both.
  expect(state().coverage.at(-1)?.before).not.toBe(state().reachesUntil)
  world.emulator.faults.clear()
  search.follow({ ...wanted, isWanted: false })
  search.follow(wanted)
  await pass(0)
  await pass(15_000)
  expect(state().sources[0]?.pollFailure).toBeUndefined()
  await search.showNew()
  expect(await listIds({ ...started, search, requests }, 'v2')).toEqual(truth('v2'))
  search.stop()
})

it('stops following when every source fails', async () => {
  const { search, world, pass, state } = await startFollowing()
  world.emulator.faults.when(() => true, failWith(403))
  search.follow(wanted)
  await pass(0)
  expect(state().follow).toMatchObject({ status: 'off', obstacle: 'failed' })
  search.stop()
})

it('reads the last hour of every source again, and says which one is missing', async () => {
  const { search, world, pass, state } = await startFollowing()
  const { mayStillChangeSince } = state()
  world.emulator.faults.when(({ url }) => url.includes('/logs/audit?'), failWith(403))
  search.follow({ ...wanted, isWanted: false })
  for (let i = 0; i < 40; i++) await pass(15_000)
  const { ledger } = state()
  expect(getSource(ledger, 'v1').lateReadings).toMatchObject([{ added: expect.any(Number) }])
  expect(getSource(ledger, 'v1').lateReadings[0]?.failure).toBeUndefined()
  expect(getSource(ledger, 'v2').lateReadings).toMatchObject([{ failure: expect.any(String) }])
  expect(getSource(ledger, 'v2').windows.at(-1)).toMatchObject({ outcome: 'unknown' })
  expect(state().mayStillChangeSince).toBe(mayStillChangeSince)
  search.stop()
})
