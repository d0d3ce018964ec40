import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { createEmulator } from '../../../emulator/app.ts'
import { findScopes } from '../../../emulator/testing/ask-emulator.ts'
import { pairEntries } from '../../../query/timeline/pair-entries.ts'
import { generatePairs } from '../../../query/timeline/testing/generate-pairs.ts'
import { createColumnEntryStore } from '../column-entry-store.ts'
import type { CommitOptions, EntryStore, StoreSource } from '../entry-store.ts'
import { createPageTasks } from '../pages/page-tasks.ts'
import type { Counterparts } from '../stored-pair.ts'
import { createRemoteStore } from '../testing/create-remote-store.ts'
import { toPageBytes } from '../testing/page-bytes.ts'

const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')
const sources: readonly StoreSource[] = [
  { id: 'new', dataset: v2 },
  { id: 'old', dataset: v1 },
]
const counterparts: Counterparts = [['new', 'old']]
const create = () => createColumnEntryStore(sources, undefined, counterparts)
const atEnd: CommitOptions = { at: 'end', direction: 'desc' }

const usual = { maxSkewMs: 400, missingShare: 0.02, oneLogShare: 0.1, burstShare: 0.2 }

/** The newest entry first, as a log lists them. */
function generate(events: number, seed: number) {
  const truth = generatePairs({ ...usual, events, seed })
  const toNewest = (list: typeof truth.v2) => list.map(({ entry }) => entry).toReversed()
  return { new: toNewest(truth.v2), old: toNewest(truth.v1) }
}

let chain = 0

async function load(store: EntryStore, bySource: Record<string, readonly unknown[]>) {
  const streams: number[][] = []
  for (const [source, entries] of Object.entries(bySource)) {
    chain++
    const tickets: number[] = []
    for (let from = 0; from < entries.length; from += 1_000) {
      const texts = entries.slice(from, from + 1_000).map((entry) => JSON.stringify(entry))
      const staged = await store.stage(toPageBytes(texts), chain, source)
      if (staged.problem) throw new Error(staged.problem.kind)
      tickets.push(staged.ticket)
    }
    streams.push(tickets)
  }
  return store.commit(streams, atEnd)
}

/** The pairs by the ids of their entries, `one other`. */
async function listPairs(store: EntryStore) {
  const entries = await store.rows(0, store.size().shown)
  const byRow = new Map(entries.map((entry) => [entry.row, entry]))
  return entries
    .filter(({ source, pair }) => source === 'new' && pair)
    .map(({ id, pair }) => `${id} ${byRow.get(pair?.row ?? -1)?.id}`)
    .toSorted()
}

function pairWhole(entries: ReturnType<typeof generate>) {
  const idOf = (entry: unknown) => (entry as { id: string }).id
  return pairEntries({ dataset: v2, entries: entries.new }, { dataset: v1, entries: entries.old })
    .map(({ one, other }) => `${idOf(entries.new[one])} ${idOf(entries.old[other])}`)
    .toSorted()
}

describe('pairs in the store', () => {
  it('are those of the whole lists while they are in one slice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 300 }), async (seed, events) => {
        const entries = generate(events, seed)
        const store = create()
        await load(store, entries)
        await store.reconcile()
        expect(await listPairs(store)).toEqual(pairWhole(entries))
        store.dispose()
      }),
      { numRuns: 20 },
    )
  })

  it('are nearly those of the whole lists when there are many slices', async () => {
    const entries = generate(6_000, 5)
    const store = create()
    await load(store, entries)
    await store.reconcile()
    const whole = new Set(pairWhole(entries))
    const found = await listPairs(store)
    expect(found.filter((pair) => whole.has(pair)).length).toBeGreaterThan(whole.size * 0.98)
    expect(found.length).toBeLessThan(whole.size * 1.02)
    store.dispose()
  })

  it('are the same when entries arrive in parts', async () => {
    const property = async (seed: number, cuts: readonly number[], events: number) => {
      const entries = generate(events, seed)
      const whole = create()
      const parts = create()
      const bounds = [0, ...cuts.toSorted((a, b) => a - b), 1]
      for (let at = 1; at < bounds.length; at++) {
        const cut = (list: readonly unknown[]) => {
          const toIndex = (share = 0) => Math.round(share * list.length)
          return list.slice(toIndex(bounds[at - 1]), toIndex(bounds[at]))
        }
        const part = { new: cut(entries.new), old: cut(entries.old) }
        await load(whole, part)
        await load(parts, part)
        await parts.reconcile()
      }
      const expected = await whole.reconcile()
      expect(await parts.reconcile()).toEqual(expected)
      const listDetails = async (store: EntryStore) =>
        (await store.rows(0, store.size().shown)).map(({ row, pair }) => ({ row, pair }))
      expect(await listDetails(parts)).toEqual(await listDetails(whole))
      whole.dispose()
      parts.dispose()
    }
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(share, { maxLength: 4 }), (seed, cuts) =>
        property(seed, cuts, 200),
      ),
      { numRuns: 15 },
    )
    await property(3, [0.3, 0.31, 0.8], 5_000)
  })

  it.each([1, 7])(
    'name the events of the emulator with seed %i',
    async (seed) => {
      const nowMs = Date.parse('2026-11-21T12:00:00Z')
      const emulator = createEmulator({ seed, entries: 20_000, now: () => nowMs })
      const { account } = await findScopes(emulator)
      const eventOf = new Map<string, number>()
      const read = (source: string, datasetId: string) => {
        const events = emulator.eventNumbers(datasetId, account)
        const entries = emulator.entries(datasetId, account)
        for (const [at, entry] of entries.entries()) {
          eventOf.set(`${source} ${(entry as { id: string }).id}`, events[at] ?? -1)
        }
        return { entries: entries.toReversed(), events }
      }
      const [one, other] = [read('new', v2.id), read('old', v1.id)]
      const store = create()
      await load(store, { new: one.entries, old: other.entries })
      const { counterparts: summaries, ...size } = await store.reconcile()
      const pairs = (await listPairs(store)).map((pair) => pair.split(' '))
      const right = pairs.filter(
        ([id, otherId]) => eventOf.get(`new ${id}`) === eventOf.get(`old ${otherId}`),
      )
      const oneEvents = new Set(one.events)
      const inBoth = new Set(other.events.filter((event) => oneEvents.has(event)))
      expect(inBoth.size).toBeGreaterThan(1_000)
      expect(right.length / pairs.length).toBeGreaterThanOrEqual(0.99)
      expect(right.length / inBoth.size).toBeGreaterThanOrEqual(0.95)
      expect(size).toEqual({
        stored: one.entries.length + other.entries.length,
        shown: size.stored,
      })
      expect(summaries).toEqual([
        {
          ...{ first: 'new', second: 'old', pairs: pairs.length },
          onlyFirst: one.entries.length - pairs.length,
          onlySecond: other.entries.length - pairs.length,
          certain: expect.any(Number),
          likely: pairs.length - (summaries[0]?.certain ?? 0),
        },
      ])
      expect(summaries[0]?.certain).toBeGreaterThan(pairs.length / 2)
      store.dispose()
    },
    60_000,
  )
})

/** An entry of each log for a change of this number, at this millisecond. */
function toChange(number: number, ms: number) {
  const time = new Date(Date.UTC(2026, 10, 2, 8) + ms).toISOString()
  const name = `name-${number}`
  const actor = { email: 'a@shop.example' }
  const resource = { product: 'dns', type: 'record', request: { name } }
  return {
    new: {
      ...{ id: `n${number}`, actor, resource },
      action: { time, type: 'create', description: 'Create record' },
    },
    old: {
      ...{ id: `o${number}`, actor, resource: { type: 'dns' }, newValueJson: { name } },
      ...{ action: { type: 'record_create' }, when: time },
    },
  }
}

describe.each<[string, () => EntryStore]>([
  ['in this thread', create],
  ['behind a channel', () => createRemoteStore(sources, counterparts)],
])('entries of a store %s', (_, createStore) => {
  it('name their partners, the reasons and the certainty', async () => {
    const store = createStore()
    const change = toChange(1, 0)
    await load(store, { new: [change.new, toChange(2, -60_000).new], old: [change.old] })
    expect((await store.rows(0, 9)).map((entry) => 'pair' in entry)).toEqual([false, false, false])
    expect(await store.reconcile()).toEqual({
      ...{ stored: 3, shown: 3 },
      counterparts: [
        {
          first: 'new',
          second: 'old',
          pairs: 1,
          onlyFirst: 1,
          onlySecond: 0,
          likely: 0,
          certain: 1,
        },
      ],
    })
    const details = {
      certainty: 'certain',
      reasons: ['actor', 'time', 'value', 'verb', 'words'],
      ...{ equalValues: 1, rivals: 0, distanceMs: 0 },
    }
    expect((await store.rows(0, 9)).map(({ id, row, pair }) => ({ id, row, pair }))).toEqual([
      { id: 'n1', row: 0, pair: { row: 2, source: 'old', ...details } },
      { id: 'o1', row: 2, pair: { row: 0, source: 'new', ...details } },
      { id: 'n2', row: 1, pair: undefined },
    ])
    expect((await store.get(2))?.pair).toMatchObject({ row: 0 })
    store.dispose()
  })

  it('are paired one to one in a burst of equal changes', async () => {
    const store = createStore()
    const burst = Array.from({ length: 60 }, (_, at) => ({ ...toChange(0, 900 - at * 15), at }))
    await load(store, {
      new: burst.map(({ new: entry, at }) => ({ ...entry, id: `n${at}` })),
      old: burst.slice(0, 50).map(({ old: entry, at }) => ({ ...entry, id: `o${at}` })),
    })
    const { counterparts: summaries } = await store.reconcile()
    expect(summaries).toMatchObject([{ pairs: 50, onlyFirst: 10, onlySecond: 0, certain: 0 }])
    const pairs = await listPairs(store)
    expect(pairs).toEqual(
      burst
        .slice(0, 50)
        .map(({ at }) => `n${at} o${at}`)
        .toSorted(),
    )
    store.dispose()
  })

  it('without a readable time have no partner', async () => {
    const store = createStore()
    const change = toChange(1, 0)
    const untimed = { ...change.old, id: 'untimed', when: 'never' }
    await load(store, { new: [change.new], old: [untimed] })
    expect((await store.reconcile()).counterparts).toMatchObject([
      { pairs: 0, onlyFirst: 1, onlySecond: 1 },
    ])
    store.dispose()
  })
})

describe('the search for pairs', () => {
  /** A store that records how many entries each slice has that is paired. */
  function createCounted() {
    const tasks = createPageTasks()
    const paired: number[] = []
    const store = createColumnEntryStore(
      sources,
      {
        ...tasks,
        pair: (one, other) => {
          paired.push(one.texts.lengths.length + other.texts.lengths.length)
          return tasks.pair(one, other)
        },
      },
      counterparts,
    )
    return { store, paired }
  }

  it('pairs only the slices again in or near which entries were added', async () => {
    const { store, paired } = createCounted()
    const entries = generate(6_000, 2)
    const end = 5_300
    await load(store, { new: entries.new.slice(0, end), old: entries.old.slice(0, end) })
    await store.reconcile()
    const slices = paired.length
    expect(slices).toBeGreaterThan(5)
    expect(Math.max(...paired)).toBeLessThan(2_500)
    await store.reconcile()
    expect(paired).toHaveLength(slices)
    await load(store, { new: entries.new.slice(end), old: entries.old.slice(end) })
    await store.reconcile()
    expect(paired.length - slices).toBeLessThan(3)
    store.dispose()
  })

  it('answers other questions in between, and ends with the store', async () => {
    const { store, paired } = createCounted()
    await load(store, generate(12_000, 4))
    let isDone = false
    const reconciling = store.reconcile().then(() => {
      isDone = true
    })
    await new Promise((resolve) => setTimeout(resolve))
    expect(await store.rows(0, 1)).toHaveLength(1)
    const added = await load(store, { new: [toChange(1, 0).new] })
    expect([isDone, added.added]).toEqual([false, 1])
    store.dispose()
    await reconciling
    expect(paired.length).toBeLessThan(8)
  })
})

it('refuses a source that is unknown, or that has two counterparts', () => {
  const open = (pairs: Counterparts) => () => createColumnEntryStore(sources, undefined, pairs)
  expect(open([['new', 'none']])).toThrow('no source none')
  expect(
    open([
      ['new', 'old'],
      ['old', 'new'],
    ]),
  ).toThrow('The source old has two counterparts.')
})
