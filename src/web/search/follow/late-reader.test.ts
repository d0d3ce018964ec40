import { describe, expect, it } from 'vitest'
import { datasets, getDataset } from '../../../catalog/index.ts'
import { limitRate } from '../../../emulator/faults/fault-responders.ts'
import { fillRequired, findScopes } from '../../../emulator/testing/ask-emulator.ts'
import { addValues } from '../../../query/filters.ts'
import { createQuery, type Direction, type Filter } from '../../../query/log-query.ts'
import { onlySource } from '../../store/entry-store.ts'
import { getSource } from '../engine/ledger.ts'
import { createHandClock } from '../testing/create-hand-clock.ts'
import {
  createWorld,
  listIds,
  listTrueIds,
  readRange,
  startEmulatedSearch,
  type World,
} from '../testing/start-emulated-search.ts'
import {
  createApi,
  makeEntries,
  range as scriptedRange,
  startSearch,
  v2,
} from '../testing/start-scripted-search.ts'

const minuteMs = 60_000
const shown = { isWanted: false, isRelative: false, isVisible: true }
const hidden = { ...shown, isVisible: false }

/** Entries of every log appear within 50 minutes of what they record. */
const delay = { minMs: minuteMs, maxMs: 50 * minuteMs }

/** A search of the twelve hours up to now, read whole, with a clock that the test moves. */
async function startReading(
  world: World,
  {
    datasetId = 'account-audit-logs-v2',
    direction = 'desc' as Direction,
    endedMin = 0,
    set = { backMs: 0 },
    reads = 400,
  } = {},
) {
  const hand = createHandClock(world.clock)
  const endMs = world.clock.nowMs - endedMin * minuteMs
  const timeRange = {
    since: new Date(endMs - 12 * 60 * minuteMs).toISOString(),
    before: new Date(endMs).toISOString(),
  }
  const [{ kind } = { kind: 'account' as const }] = getDataset(datasetId).scopes
  const { [kind]: scope } = await findScopes(world.emulator)
  const required = await fillRequired(world.emulator, getDataset(datasetId), scope, [])
  const filters = required.reduce<readonly Filter[]>(
    (added, [name, value]) => addValues(added, name, 'include', [value]),
    [],
  )
  const query = { ...createQuery(datasetId, scope), direction, filters }
  const started = startEmulatedSearch(world, query, timeRange, {
    ...hand.clock,
    now: () => world.clock.nowMs - set.backMs,
  })
  await readRange(started, 'loadMore', reads)
  const { search, requests } = started
  const readLedger = () => getSource(search.getState().ledger, onlySource)
  return {
    ...started,
    query,
    timeRange,
    pass: hand.pass,
    state: search.getState,
    readLedger,
    /** Lets minutes pass, and returns the requests that were sent meanwhile. */
    async passMinutes(minutes: number, step = 0.25) {
      const from = requests.length
      for (let passed = 0; passed < minutes; passed += step) await hand.pass(step * minuteMs)
      return requests.slice(from)
    },
  }
}

async function createLateWorld(entries = 30_000) {
  const world = await createWorld({}, entries)
  world.emulator.faults.arriveLate(delay)
  return world
}

describe.each(datasets.map(({ id }) => id))('the last hour of %s', (datasetId) => {
  it.each(['desc', 'asc'] as const)(
    'is read again until nothing is missing, %s',
    async (direction) => {
      const world = await createLateWorld(datasetId === 'insight-audit-logs' ? 200_000 : 60_000)
      const started = await startReading(world, { datasetId, direction })
      const { search, store, query, timeRange, state, passMinutes, readLedger } = started
      const first = await listIds(started)
      expect(state()).toMatchObject({ verdict: 'complete', status: 'finished' })
      search.follow(shown)
      expect(await passMinutes(7.75, 7.75)).toEqual([])
      const sent = [await passMinutes(0.5)]
      expect(await passMinutes(11.5, 11.5)).toEqual([])
      sent.push(await passMinutes(0.5))
      expect(await passMinutes(39.25, 39.25)).toEqual([])
      sent.push(await passMinutes(0.5))
      for (const requests of sent) {
        expect(requests.length).toBeGreaterThan(0)
        expect(requests.every((request) => request.startsWith('bulk '))).toBe(true)
      }
      expect(await passMinutes(60, 10)).toEqual([])

      const truth = listTrueIds(world, query, timeRange)
      const ids = await listIds(started)
      expect(new Set(ids)).toEqual(new Set(truth))
      expect(ids).toHaveLength(truth.length)
      const rows = await store.rows(0, ids.length)
      // Entries of the same instant have no order.
      const times = rows.map(({ time }) => Date.parse(time))
      const sign = direction === 'desc' ? -1 : 1
      expect(times).toEqual(times.toSorted((a, b) => (a - b) * sign))
      const late = rows.filter(({ isLate }) => isLate).map(({ id }) => id)
      expect(new Set(late)).toEqual(new Set(ids.filter((id) => !first.includes(id))))
      expect(late.length).toBeGreaterThan(0)

      const ledger = readLedger()
      expect(ledger).toMatchObject({ verdict: 'complete', arrivedLate: late.length })
      const endMs = Date.parse(timeRange.before)
      const at = (minutes: number) => new Date(endMs + minutes * minuteMs).toISOString()
      expect(ledger.lateReadings.map(({ dueAt }) => dueAt)).toEqual([at(8), at(20), at(60)])
      expect(ledger.lateReadings.map((reading) => reading.at)).toEqual([at(8), at(20), at(60)])
      expect(ledger.lateReadings.reduce((sum, { added }) => sum + added, 0)).toBe(late.length)
      const windows = ledger.windows.filter(({ reason }) => reason === 'late-entries')
      expect(windows.map(({ since, before, outcome }) => [since, before, outcome])).toEqual(
        windows.map(() => [at(-60), at(0), 'end']),
      )
      expect(state()).toMatchObject({ late: { readMs: endMs + 60 * minuteMs, dueMs: undefined } })
      expect(state().mayStillChangeSince).toBeUndefined()
      search.stop()
    },
  )
})

describe('a reading for late entries', () => {
  it('is not done for a range that ended more than an hour before', async () => {
    const world = await createLateWorld()
    const { search, state, passMinutes } = await startReading(world, { endedMin: 61 })
    search.follow(shown)
    expect(state().late).toBeUndefined()
    expect(await passMinutes(90, 5)).toEqual([])
    search.stop()
  })

  it('waits for what is still to come of a range that ended a while ago', async () => {
    const world = await createLateWorld()
    const { search, passMinutes, readLedger } = await startReading(world, { endedMin: 15 })
    search.follow(shown)
    await passMinutes(60, 1)
    expect(readLedger().lateReadings).toHaveLength(2)
    search.stop()
  })

  it('sends nothing while hidden, and once what it missed when shown again', async () => {
    const world = await createLateWorld()
    const { search, pass, passMinutes, readLedger } = await startReading(world)
    search.follow(shown)
    search.follow(hidden)
    expect(await passMinutes(30)).toEqual([])
    const from = readLedger().windows.length
    search.follow(shown)
    await pass(0)
    expect(readLedger().lateReadings).toHaveLength(1)
    expect(readLedger().windows).toHaveLength(from + 1)
    expect(await passMinutes(29, 1)).toEqual([])
    await passMinutes(2)
    expect(readLedger().lateReadings).toHaveLength(2)
    search.stop()
  })

  it('is one, not three, after the computer slept for hours', async () => {
    const world = await createLateWorld()
    const { search, pass, passMinutes, readLedger } = await startReading(world)
    search.follow(shown)
    await pass(0)
    await pass(5 * 60 * minuteMs)
    expect(readLedger().lateReadings).toHaveLength(1)
    expect(await passMinutes(120, 5)).toEqual([])
    search.stop()
  })

  it('is done after the time waited when the clock is set back', async () => {
    const world = await createLateWorld()
    const set = { backMs: 0 }
    const { search, passMinutes, readLedger } = await startReading(world, { set })
    search.follow(shown)
    await passMinutes(5)
    set.backMs = 3 * 60 * minuteMs
    await passMinutes(3.5)
    expect(readLedger().lateReadings).toHaveLength(1)
    await passMinutes(12.5)
    expect(readLedger().lateReadings).toHaveLength(2)
    await passMinutes(40.5)
    expect(readLedger().lateReadings).toHaveLength(3)
    search.stop()
  })

  it('waits for the requests of the analyst, and for their backoff', async () => {
    const world = await createLateWorld(200_000)
    const { search, state, pass, passMinutes, requests } = await startReading(world, { reads: 1 })
    expect(state().status).toBe('waiting')
    search.follow(shown)
    await passMinutes(7)
    world.emulator.faults.next(1, limitRate(240))
    search.loadMore()
    await pass(0)
    expect(state().backoff).toBeDefined()
    const from = requests.length
    expect(await passMinutes(3.75)).toEqual([])
    await passMinutes(1)
    const [own, again] = requests.slice(from)
    expect(own).toMatch(/^interactive /)
    expect(again).toMatch(/^bulk /)
    search.stop()
  })

  it('waits as the API asks, and is not missing when it succeeds then', async () => {
    const world = await createLateWorld()
    const { search, passMinutes, readLedger } = await startReading(world)
    search.follow(shown)
    world.emulator.faults.next(1, limitRate(40))
    await passMinutes(8.5)
    expect(readLedger().lateReadings).toEqual([])
    await passMinutes(0.5)
    expect(readLedger().lateReadings).toMatchObject([{ added: expect.any(Number) }])
    expect(readLedger().lateReadings[0]).not.toHaveProperty('failure')
    expect(readLedger().windows.at(-1)).toMatchObject({ retries: [{}], outcome: 'end' })
    search.stop()
  })

  it('is missing after a refusal, by name, and the next one is done all the same', async () => {
    const world = await createLateWorld()
    const { search, state, timeRange, passMinutes, readLedger } = await startReading(world)
    search.follow(shown)
    world.emulator.faults.next(1, () => new Response('{}', { status: 403 }))
    const readMs = state().late?.readMs
    await passMinutes(8.25)
    expect(readLedger().lateReadings).toMatchObject([
      { failure: 'No permission to read this log', added: 0 },
    ])
    expect(readLedger().windows.at(-1)).toMatchObject({ retries: [{}], outcome: 'unknown' })
    expect(state().late).toMatchObject({
      readMs,
      dueMs: Date.parse(timeRange.before) + 20 * minuteMs,
    })
    expect(state().mayStillChangeSince).toBeDefined()
    await passMinutes(12)
    expect(readLedger().lateReadings[1]).not.toHaveProperty('failure')
    search.stop()
  })

  it('does not ask for what the list does not have yet', async () => {
    const world = await createLateWorld(200_000)
    const { search, passMinutes } = await startReading(world, { direction: 'asc', reads: 1 })
    search.follow(shown)
    expect(await passMinutes(10)).toEqual([])
    search.stop()
  })

  it('marks what following finds in the range that was read, and nothing after it', async () => {
    const world = await createLateWorld()
    world.emulator.faults.arriveLate({ minMs: 30_000, maxMs: 6 * minuteMs })
    const { search, store, state, timeRange, passMinutes, readLedger } = await startReading(world)
    search.follow({ isWanted: true, isRelative: true, isVisible: true })
    await passMinutes(7)
    await search.showNew()
    const rows = await store.rows(0, state().loaded)
    const late = rows.filter(({ isLate }) => isLate)
    expect(late.length).toBeGreaterThan(0)
    expect(late.every(({ time }) => time < timeRange.before)).toBe(true)
    expect(rows.some(({ time }) => time >= timeRange.before)).toBe(true)
    expect(readLedger().arrivedLate).toBe(late.length)
    search.stop()
  })
})

describe('a reading of very many entries', () => {
  it('sends at most 20 requests in five minutes, and reads all of them', async () => {
    const endMs = Date.parse(scriptedRange.before)
    const moment = { nowMs: endMs }
    const hand = createHandClock(moment)
    const all = makeEntries(30_000, (i) => endMs - (i + 1) * 100)
    // Every tenth entry comes late.
    const api: Parameters<typeof startSearch>[1] = (parameters, calls) => {
      const there = all.filter((_, i) => i % 10 > 0 || moment.nowMs > endMs)
      return createApi(there, 'desc')(parameters, calls)
    }
    const started = startSearch(v2, api, 'desc', hand.clock)
    await started.readAll()
    expect(started.search.getState()).toMatchObject({ loaded: 27_000, verdict: 'complete' })
    started.search.follow(shown)
    const sentAt: number[] = []
    for (let i = 0; i < 40 * 15; i++) {
      const before = started.requests.length
      await hand.pass(4_000)
      for (let n = before; n < started.requests.length; n++) sentAt.push(moment.nowMs)
    }
    const inFiveMinutes = sentAt.map(
      (fromMs) => sentAt.filter((atMs) => atMs >= fromMs && atMs < fromMs + 300_000).length,
    )
    expect(Math.max(...inFiveMinutes)).toBeLessThanOrEqual(20)
    expect(started.search.getState().loaded).toBe(30_000)
    const ids = await started.ids()
    expect(ids).toEqual(all.map(({ id }) => id))
    started.search.stop()
  })
})
