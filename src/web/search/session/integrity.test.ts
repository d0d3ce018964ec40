/** No entry is lost or doubled, or the verdict says so: searches under every fault of the emulator. */
import { beforeEach, describe, expect, it } from 'vitest'
import { readPath } from '../../../catalog/fields.ts'
import type { ApiForms } from '../../../emulator/api-forms.ts'
import {
  breakBody,
  failInBursts,
  limitRate,
  reset,
  truncateBody,
} from '../../../emulator/faults/fault-responders.ts'
import type { FaultResponder } from '../../../emulator/faults/faults.ts'
import {
  claimCount,
  expireCursors,
  omitCount,
  repeatCursor,
  repeatEntries,
  replaceFirstEntry,
} from '../../../emulator/faults/page-faults.ts'
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

const range = { since: '2026-10-01T00:00:00.000Z', before: '2026-11-19T15:00:00.000Z' }
const ways = ['loadAll', 'loadMore'] as const
const world = await createWorld()
beforeEach(() => world.emulator.faults.clear())

/** Lets every n-th answer fail. */
function sometimes(every: number, responder: FaultResponder): FaultResponder {
  let count = 0
  return (request, trueAnswer) =>
    ++count % every === 0 ? responder(request, trueAnswer) : trueAnswer()
}

async function readBoth(world: World, how: (typeof ways)[number], dataset?: string) {
  const query = createWorldQuery(world, dataset)
  const started = startEmulatedSearch(world, query, range)
  const state = await readRange(started, how)
  return { ...started, state, ids: await listIds(started), truth: listTrueIds(world, query, range) }
}

describe.each(ways)('a range read by %s', (how) => {
  it.each([
    'account-audit-logs-v2',
    'account-audit-logs-v1',
    'user-audit-logs-v1',
    'insight-audit-logs',
  ])('has every entry of %s once and in order', async (dataset) => {
    const query =
      dataset === 'user-audit-logs-v1'
        ? { ...createWorldQuery(world, dataset), scope: { kind: 'user' as const } }
        : createWorldQuery(world, dataset)
    const started = startEmulatedSearch(world, query, range)
    const state = await readRange(started, how)
    const truth = listTrueIds(world, query, range)
    expect(truth.length).toBeGreaterThan(50)
    expect(await listIds(started)).toEqual(truth)
    expect(state).toMatchObject({ verdict: 'complete', loaded: truth.length })
    expect(state.coverage).toEqual([range])
  })

  it.each<[string, Partial<ApiForms>]>([
    ['the cursor is where the SDKs look', { cursorPlace: 'cursors.after' }],
    ['the cursor is in both places', { cursorPlace: 'both' }],
    ['the last cursor is empty', { cursorAtEnd: 'empty' }],
    ['the count is a text', { count: 'text' }],
    ['since is exclusive', { since: 'exclusive' }],
    ['before is inclusive', { before: 'inclusive' }],
  ])('111: is whole when %s', async (_, forms) => {
    const other = await createWorld(forms)
    const { state, ids, truth } = await readBoth(other, how)
    expect(new Set(ids)).toEqual(new Set(truth))
    expect(ids).toHaveLength(truth.length)
    expect(state.verdict).toBe('complete')
  })

  it.each<[string, FaultResponder]>([
    ['servers fail now and then', sometimes(5, failInBursts(1, 1))],
    ['requests are limited now and then', sometimes(4, limitRate(7))],
    ['connections break now and then', sometimes(4, reset)],
    ['bodies are cut now and then', sometimes(4, truncateBody())],
    ['bodies break off now and then', sometimes(4, breakBody())],
    ['counts are wrong now and then', sometimes(4, claimCount(1))],
    ['no cursor lives', expireCursors],
    ['cursors expire now and then', sometimes(3, expireCursors)],
    ['pages begin with entries of the page before', repeatEntries(3)],
  ])('is whole although %s', async (_, responder) => {
    world.emulator.faults.when(({ url }) => url.includes('/logs/audit?'), responder)
    const { state, ids, truth } = await readBoth(world, how)
    expect(ids).toHaveLength(truth.length)
    expect(new Set(ids)).toEqual(new Set(truth))
    expect(state.verdict).toBe('complete')
  })

  it('is whole although cursors repeat', async () => {
    world.emulator.faults.when(({ url }) => url.includes('/logs/audit?'), repeatCursor)
    const { state, ids, truth } = await readBoth(world, how)
    expect(ids).toEqual(truth)
    expect(state.verdict).toBe('complete')
  })
})

describe('a page that cannot be vouched for', () => {
  it.each<[string, FaultResponder, string]>([
    ['does not say its count', omitCount, 'did not say how many entries'],
    ['has null for an entry', replaceFirstEntry(null), 'no JSON objects'],
    ['has a list for an entry', replaceFirstEntry(['x']), 'no JSON objects'],
    ['has a text for an entry', replaceFirstEntry('x'), 'no JSON objects'],
  ])('makes the verdict unknown when it %s', async (_, responder, reason) => {
    world.emulator.faults.when(({ url }) => url.includes('/logs/audit?'), responder)
    const { state } = await readBoth(world, 'loadAll')
    expect(state).toMatchObject({ status: 'finished', verdict: 'unknown' })
    expect(state.reason).toContain(reason)
    const [source] = state.ledger.sources
    expect(source?.gaps).toEqual([{ ...range, query: 1, reason: expect.stringContaining(reason) }])
    const pages = source?.windows.flatMap((window) => window.pages) ?? []
    expect(pages.some(({ doubts }) => doubts.some((doubt) => doubt.includes(reason)))).toBe(true)
  })

  it('is no doubt in a log whose pages never say their count', async () => {
    const { state } = await readBoth(world, 'loadAll', 'account-audit-logs-v1')
    expect(state).toMatchObject({ verdict: 'complete' })
  })
})

it('a range is whole although every cursor expired during a long pause', async () => {
  const query = createWorldQuery(world)
  const started = startEmulatedSearch(world, query, range)
  const { search } = started
  const stop = search.subscribe(() => search.getState().pages >= 2 && search.pause())
  search.loadAll()
  expect(await waitUntilIdle(started)).toMatchObject({ status: 'paused' })
  stop()
  world.clock.nowMs += 36 * 3_600_000
  world.emulator.faults.when(({ url }) => url.includes('/logs/audit?'), expireCursors)
  expect(await readRange(started, 'loadAll')).toMatchObject({ verdict: 'complete' })
  world.clock.nowMs -= 36 * 3_600_000
  expect(await listIds(started)).toEqual(listTrueIds(world, query, range))
})

describe('the sum of its parts (123, 124)', () => {
  async function readIds(change: object, part = range) {
    const query = { ...createWorldQuery(world), ...change }
    const started = startEmulatedSearch(world, query, part)
    expect(await readRange(started, 'loadAll')).toMatchObject({ verdict: 'complete' })
    return listIds(started)
  }

  it('124: is the same oldest first, reversed', async () => {
    const ids = await readIds({ direction: 'asc' })
    expect(ids.reverse()).toEqual(listTrueIds(world, createWorldQuery(world), range))
  })

  it('124: is the same cut in two', async () => {
    const middle = '2026-11-09T09:09:09.009Z'
    const parts = [
      ...(await readIds({}, { since: middle, before: range.before })),
      ...(await readIds({}, { since: range.since, before: middle })),
    ]
    expect(parts).toEqual(listTrueIds(world, createWorldQuery(world), range))
  })

  it.each([
    ['action_type', 'delete'],
    ['actor_context', 'dash'],
    ['resource_product', 'dns'],
  ])('123: of %s = %s and of everything else is everything', async (parameter, value) => {
    const filter = (mode: string) => ({ filters: [{ parameter, mode, values: [value] }] })
    const included = await readIds(filter('include'))
    const excluded = await readIds(filter('exclude'))
    expect(included.length * excluded.length).toBeGreaterThan(0)
    expect([...included, ...excluded].sort()).toEqual(
      listTrueIds(world, createWorldQuery(world), range).sort(),
    )
  })

  it('is merged by time where one question takes several requests', async () => {
    const query = {
      ...createWorldQuery(world, 'account-audit-logs-v1'),
      filters: [
        {
          parameter: 'action.type',
          mode: 'include' as const,
          values: ['add', 'change_setting', 'delete', 'nothing'],
        },
      ],
    }
    const truth = listTrueIds(world, query, range, (entry) =>
      ['add', 'change_setting', 'delete'].includes(String(readPath(entry, 'action.type'))),
    )
    expect(truth.length).toBeGreaterThan(200)
    for (const how of ways) {
      const started = startEmulatedSearch(world, query, range)
      expect(await readRange(started, how)).toMatchObject({ verdict: 'complete' })
      expect(await listIds(started)).toEqual(truth)
    }
  })
})
