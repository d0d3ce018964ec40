/** No entry of several logs is lost or doubled, or the verdict of its source says so: under faults of the emulator. */
import { beforeEach, describe, expect, it } from 'vitest'
import {
  failInBursts,
  failWith,
  limitRate,
  malformedBody,
} from '../../../emulator/faults/fault-responders.ts'
import type { FaultResponder } from '../../../emulator/faults/faults.ts'
import { expireCursors, repeatCursor } from '../../../emulator/faults/page-faults.ts'
import { getSource } from '../engine/ledger.ts'
import type { SearchState } from '../engine/search-state.ts'
import {
  createWorld,
  createWorldQuery,
  listIds,
  listTrueIds,
  readRange,
  startEmulatedSources,
  waitUntilIdle,
} from '../testing/start-emulated-search.ts'

const range = { since: '2026-10-01T00:00:00.000Z', before: '2026-11-19T15:00:00.000Z' }
const ways = ['loadAll', 'loadMore'] as const
const world = await createWorld()
const queries = {
  v2: createWorldQuery(world),
  v1: createWorldQuery(world, 'account-audit-logs-v1'),
  user: { ...createWorldQuery(world, 'user-audit-logs-v1'), scope: { kind: 'user' as const } },
  insights: createWorldQuery(world, 'insight-audit-logs'),
}
const ids = Object.keys(queries) as (keyof typeof queries)[]
const truths = Object.fromEntries(
  Object.entries(queries).map(([id, query]) => [id, listTrueIds(world, query, range)]),
)
beforeEach(() => world.emulator.faults.clear())

/** Lets every n-th answer fail. */
function sometimes(every: number, responder: FaultResponder): FaultResponder {
  let count = 0
  return (request, trueAnswer) =>
    ++count % every === 0 ? responder(request, trueAnswer) : trueAnswer()
}

/** Lets answers to requests of the v2 log fail. */
const failV2 = (responder: FaultResponder) =>
  world.emulator.faults.when(({ url }) => url.includes('/logs/audit?'), responder)

type Started = ReturnType<typeof startEmulatedSources>

/** Every source has what the emulator has, once and in order, or its verdict says why not. */
async function expectHonest(started: Started, state: SearchState) {
  for (const id of ids) {
    const listed = await listIds(started, id)
    const { verdict, reason } = getSource(state.ledger, id)
    if (verdict === 'complete') expect(listed).toEqual(truths[id])
    else {
      expect(reason).toBeTruthy()
      expect(new Set(listed).size).toBe(listed.length)
      expect(truths[id]).toEqual(expect.arrayContaining(listed))
    }
    expect(state.sources.find((source) => source.id === id)?.loaded).toBe(listed.length)
  }
  const rows = await started.store.rows(0, started.store.size().stored)
  const order: readonly string[] = ids
  const places = rows.map(({ time, source }) => ({
    ms: Date.parse(time),
    source: order.indexOf(source),
  }))
  expect(places).toEqual(places.toSorted((a, b) => b.ms - a.ms || a.source - b.source))
}

/** Reads to the end; `retries` says how often sources that failed are tried again. */
async function read(how: (typeof ways)[number], retries = 0) {
  const started = startEmulatedSources(world, queries, range)
  let state = await readRange(started, how)
  for (let tries = 0; tries < retries; tries++) {
    const failed = state.sources.filter(({ failure }) => failure)
    if (failed.length === 0) break
    for (const { id } of failed) started.search.retrySource(id)
    state = await waitUntilIdle(started)
    if (state.status !== 'finished') state = await readRange(started, how)
  }
  await expectHonest(started, state)
  return { ...started, state }
}

describe.each(ways)('four logs read by %s', (how) => {
  it('have every entry once and in order', async () => {
    const { state } = await read(how)
    const loaded = ids.reduce((sum, id) => sum + (truths[id]?.length ?? 0), 0)
    expect(state).toMatchObject({ verdict: 'complete', loaded })
    expect(state.coverage).toEqual([range])
    expect(state.sources.map(({ share }) => share)).toEqual([1, 1, 1, 1])
  })

  it.each<[string, FaultResponder]>([
    ['cursors of one expire', sometimes(3, expireCursors)],
    ['no cursor of one lives', expireCursors],
    ['one limits its requests now and then', sometimes(4, limitRate(7))],
  ])('are whole although %s', async (_, responder) => {
    failV2(responder)
    expect((await read(how)).state).toMatchObject({ status: 'finished', verdict: 'complete' })
  })

  it('are whole although all limit requests in bursts, which are waited for together', async () => {
    let count = 0
    const burst: FaultResponder = (request, trueAnswer) =>
      count++ % 9 < 3 ? limitRate(30)(request, trueAnswer) : trueAnswer()
    world.emulator.faults.when(() => true, burst)
    const { state, backoffs } = await read(how)
    expect(state).toMatchObject({ status: 'finished', verdict: 'complete' })
    expect(backoffs.length).toBeGreaterThan(0)
  })

  it('are whole but for one that is forbidden', async () => {
    failV2(failWith(403, 10_000, 'Authentication error'))
    const { state } = await read(how, 1)
    expect(state).toMatchObject({ status: 'finished', verdict: 'unknown' })
    expect(state.reason).toContain('10000')
    expect(state.sources.map(({ failure }) => failure !== undefined)).toEqual([
      ...[true, false, false, false],
    ])
    const others = ids.slice(1).map((id) => getSource(state.ledger, id).verdict)
    expect(others).toEqual(['complete', 'complete', 'complete'])
  })

  it.each<[string, FaultResponder]>([
    ['servers of one fail in bursts', failInBursts(2, 5)],
    ['answers of one are damaged now and then', sometimes(3, malformedBody)],
    ['one fails on its second page', sometimes(2, failWith(500))],
    ['one refuses its first request', sometimes(3, failWith(403))],
    ['cursors of one repeat', sometimes(4, repeatCursor)],
  ])('are whole after retries although %s', async (_, responder) => {
    failV2(responder)
    const { state } = await read(how, 60)
    expect(state).toMatchObject({ status: 'finished', verdict: 'complete' })
    expect(getSource(state.ledger, 'v2').gaps).toEqual([])
  })

  it('are whole after a retry while the others are read', async () => {
    let isBroken = true
    failV2((request, trueAnswer) => (isBroken ? failWith(502)(request, trueAnswer) : trueAnswer()))
    const started = startEmulatedSources(world, queries, range)
    started.search.loadMore()
    expect((await waitUntilIdle(started)).sources[0]).toMatchObject({ failure: { status: 502 } })
    started.search[how]()
    isBroken = false
    started.search.retrySource('v2')
    const state = await readRange(started, how)
    await expectHonest(started, state)
    expect(state).toMatchObject({ status: 'finished', verdict: 'complete' })
  })
})
