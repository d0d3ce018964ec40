import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { generatePairs } from '../../../query/timeline/testing/generate-pairs.ts'
import { createColumnEntryStore } from '../column-entry-store.ts'
import type { EntryStore, StoreSource, StoreView } from '../entry-store.ts'
import type { Counterparts, PairsView } from '../stored-pair.ts'
import { createRemoteStore } from '../testing/create-remote-store.ts'
import { toPageBytes } from '../testing/page-bytes.ts'

const sources: readonly StoreSource[] = [
  { id: 'new', dataset: getDataset('account-audit-logs-v2') },
  { id: 'old', dataset: getDataset('account-audit-logs-v1') },
  { id: 'user', dataset: getDataset('user-audit-logs-v1') },
]
const counterparts: Counterparts = [['new', 'old']]

const toView = (pairs: PairsView): StoreView => ({ localFilters: {}, pairs })

const toTime = (second: number) => new Date(Date.UTC(2026, 10, 1, 0, 0, second)).toISOString()

function toNew(name: string, second: number, type = 'create') {
  return {
    id: `n-${name}`,
    action: { time: toTime(second), type, description: `${type} record` },
    actor: { email: 'a@shop.example' },
    resource: { product: 'dns', type: 'record', request: { name: `name-${name}` } },
  }
}

function toOld(name: string, second: number, type = 'create') {
  return {
    id: `o-${name}`,
    action: { type: `record_${type}` },
    actor: { email: 'a@shop.example' },
    newValueJson: { name: `name-${name}` },
    resource: { type: 'dns' },
    when: toTime(second),
  }
}

let chain = 0
type At = 'end' | 'start'

async function load(
  store: EntryStore,
  source: string,
  entries: readonly unknown[],
  at: At = 'end',
) {
  const texts = entries.map((entry) => JSON.stringify(entry))
  const staged = await store.stage(toPageBytes(texts), chain++, source)
  if (staged.problem) throw new Error(staged.problem.kind)
  return store.commit([[staged.ticket]], { at, direction: 'desc' })
}

const listShown = async (store: Pick<EntryStore, 'rows' | 'size'>) =>
  (await store.rows(0, store.size().shown)).map(({ id }) => id)

/** In order of time: a pair `a`, then one entry of each log, then a pair `b`. */
async function loadUsual(store: EntryStore) {
  await load(store, 'new', [toNew('a', 90), toNew('x', 60)])
  await load(store, 'old', [toOld('a', 90), toOld('y', 40)], 'start')
  await load(store, 'new', [toNew('b', 20, 'delete')])
  await load(store, 'old', [toOld('b', 20, 'delete')])
  await load(store, 'user', [toOld('u', 10)])
  await store.reconcile()
}

describe.each<[string, () => EntryStore]>([
  ['in this thread', () => createColumnEntryStore(sources, undefined, counterparts)],
  ['behind a channel', () => createRemoteStore(sources, counterparts)],
])('a view of pairs %s', (_, create) => {
  const use = async (run: (store: EntryStore) => Promise<void>) => {
    const store = create()
    try {
      await loadUsual(store)
      await run(store)
    } finally {
      store.dispose()
    }
  }

  it('shows each pair as one row, and both rows of an expanded pair', () =>
    use(async (store) => {
      expect((await listShown(store)).toSorted()).toEqual(
        ['n-a', 'n-b', 'n-x', 'o-a', 'o-b', 'o-u', 'o-y'].toSorted(),
      )
      expect(await store.setView(toView({ shown: 'joined' }))).toEqual({
        ...{ stored: 7, shown: 5, pairsShown: 2 },
      })
      expect(store.size()).toEqual({ stored: 7, shown: 5, pairsShown: 2 })
      expect(await listShown(store)).toEqual(['n-a', 'n-x', 'o-y', 'n-b', 'o-u'])
      const [first] = await store.rows(0, 1)
      const partner = first?.pair?.row ?? -1
      expect(await store.get(partner)).toMatchObject({ id: 'o-a', index: -1 })
      expect(await store.locate('o-a', '')).toEqual({ row: partner, index: -1 })
      for (const row of [partner, first?.row ?? -1]) {
        const view = toView({ shown: 'joined', expanded: [row] })
        expect(await store.setView(view)).toMatchObject({ shown: 6, pairsShown: 1 })
        expect(await listShown(store)).toContain('o-a')
      }
      expect(await store.setView(toView({ shown: 'separate' }))).toEqual({ stored: 7, shown: 7 })
    }))

  it('is that of a part of the list as well, with the pairs of the whole list', () =>
    use(async (store) => {
      const ofTypes = (...types: string[]) => [
        { parameter: 'action_type', mode: 'include' as const, values: types },
      ]
      const part = store.narrow({
        filters: { new: ofTypes('create'), old: [] },
        since: undefined,
        before: undefined,
      })
      expect(await part.setView(toView({ shown: 'joined' }))).toMatchObject({
        ...{ stored: 5, shown: 4, pairsShown: 1 },
      })
      expect(await listShown(part)).toEqual(['n-a', 'n-x', 'o-y', 'o-b'])
      expect([...(await part.listRows('entries'))]).toHaveLength(5)
      const [first] = await part.rows(0, 1)
      const expanded = [first?.row ?? -1]
      await part.setView(toView({ shown: 'joined', expanded }))
      expect(part.size()).toMatchObject({ shown: 5, pairsShown: 0 })
      expect(await part.setView(toView({ shown: 'separate' }))).toMatchObject({ shown: 5 })
      // The entry of the new log is not in the part, but the log has recorded the event.
      await part.setView(toView({ shown: 'only-second' }))
      expect(await listShown(part)).toEqual(['o-y'])
      expect(store.size()).toEqual({ stored: 7, shown: 7 })
    }))

  it('shows pairs of a part that are found later', async () => {
    const store = create()
    await load(store, 'new', [toNew('a', 90)])
    await load(store, 'old', [toOld('a', 90)])
    const part = store.narrow({
      filters: { new: [], old: [] },
      since: undefined,
      before: undefined,
    })
    const view = toView({ shown: 'joined' })
    expect(await part.setView(view)).toMatchObject({ shown: 2 })
    await store.reconcile()
    expect(await part.setView(view)).toMatchObject({ shown: 1, pairsShown: 1 })
    store.dispose()
  })

  it('shows the entries of one log that have no partner', () =>
    use(async (store) => {
      expect(await store.setView(toView({ shown: 'only-first' }))).toEqual({
        ...{ stored: 7, shown: 1, shownOf: { new: 1, old: 0, user: 0 } },
      })
      expect(await listShown(store)).toEqual(['n-x'])
      await store.setView(toView({ shown: 'only-second' }))
      expect(await listShown(store)).toEqual(['o-y'])
      expect(await load(store, 'old', [toOld('z', 5)])).toMatchObject({ shown: 2 })
      expect(await load(store, 'new', [toNew('z', 5)])).toMatchObject({ shown: 2 })
      expect(await store.reconcile()).toMatchObject({ shown: 1 })
      expect(await listShown(store)).toEqual(['o-y'])
    }))

  it('counts a pair once in facets, histograms, searches and lists of rows', () =>
    use(async (store) => {
      await store.setView(toView({ shown: 'joined' }))
      const facet = await store.facet({ path: 'action.type', limit: 9 })
      expect(facet.values.map(({ value, count }) => `${value} ${count}`).toSorted()).toEqual([
        'create 2',
        'delete 1',
        'record_create 2',
      ])
      const edges = [0, 50, 100].map((second) => Date.parse(toTime(second)))
      const { series } = await store.histogram({ edges, by: 'actor.email', series: 1 })
      expect(series[0]?.counts).toEqual([3, 2])
      expect(await store.listRows('shown')).toHaveLength(5)
      const hits: number[] = []
      const find = (text: string) =>
        store.findText(
          text,
          (progress) => hits.push(...progress.hits),
          new AbortController().signal,
        )
      await find('name-b')
      await expect.poll(() => hits).toEqual([3])
    }))

  it('lists the entries that pass the filters, also the second ones of joined pairs', () =>
    use(async (store) => {
      const listIds = async (of: 'shown' | 'entries') => {
        const rows = await store.listRows(of)
        return Promise.all([...rows].map(async (row) => (await store.get(row))?.id))
      }
      const every = await listIds('entries')
      expect(every).toEqual(['n-a', 'o-a', 'n-x', 'o-y', 'n-b', 'o-b', 'o-u'])
      await store.setView(toView({ shown: 'joined' }))
      expect(await listIds('entries')).toEqual(every)
      expect(await listIds('shown')).toEqual(['n-a', 'n-x', 'o-y', 'n-b', 'o-u'])
      const pointer = '/action/type'
      const filter = { kind: 'field', pointer, mode: 'include', text: 'delete', isExact: true }
      await store.setView({
        ...toView({ shown: 'joined' }),
        localFilters: { new: [filter as never] },
      })
      expect(await listIds('entries')).toEqual(['o-a', 'o-y', 'n-b', 'o-b', 'o-u'])
      // The filter is for the first log only: it hides the first entry of the pair "a", and not the second one.
      const described = await Promise.all(
        (await store.rows(0, 5)).map(({ id, pair }) => `${id} ${pair?.isHidden ?? false}`),
      )
      expect(described).toEqual(['o-a true', 'o-y false', 'n-b false', 'o-u false'])
      for (const shown of ['only-first', 'only-second', 'separate'] as const) {
        await store.setView(toView({ shown }))
        expect(await listIds('entries')).toEqual(await listIds('shown'))
      }
    }))

  it('names the partners of rows, and whether their pairs are certain', () =>
    use(async (store) => {
      const rows = await store.listRows('all')
      const entries = await Promise.all([...rows].map((row) => store.get(row)))
      const { rows: partners, certain } = await store.partnersOf(rows.subarray(0))
      expect([...partners]).toEqual(entries.map((entry) => entry?.pair?.row ?? -1))
      expect([...certain]).toEqual(
        entries.map((entry) => (entry?.pair?.certainty === 'certain' ? 1 : 0)),
      )
      expect([...partners].filter((row) => row !== -1)).toHaveLength(4)
      // A part of a longer array, in another order.
      const [first = 0, second = 0] = rows
      const swapped = Uint32Array.of(9, second, first).subarray(1)
      expect([...(await store.partnersOf(swapped)).rows]).toEqual([partners[1], partners[0]])
      await expect(store.partnersOf(Uint32Array.of(99))).rejects.toThrow('No entry at 99.')
    }))

  it('shows the second entry of a pair whose first one does not pass the filters', () =>
    use(async (store) => {
      const pointer = '/action/type'
      const view: StoreView = {
        localFilters: {
          new: [{ kind: 'field', pointer, mode: 'include', text: 'delete', isExact: true }],
        },
        pairs: { shown: 'joined' },
      }
      expect(await store.setView(view)).toMatchObject({ shown: 4, pairsShown: 1 })
      expect(await listShown(store)).toEqual(['o-a', 'o-y', 'n-b', 'o-u'])
    }))

  it('joins new entries after the next search for pairs', () =>
    use(async (store) => {
      await store.setView(toView({ shown: 'joined' }))
      await load(store, 'new', [toNew('c', 95)], 'start')
      await load(store, 'old', [toOld('c', 95)], 'start')
      expect(store.size()).toEqual({ stored: 9, shown: 7, pairsShown: 2 })
      expect(await listShown(store)).toEqual(['n-c', 'o-c', 'n-a', 'n-x', 'o-y', 'n-b', 'o-u'])
      await store.reconcile()
      expect(store.size()).toEqual({ stored: 9, shown: 6, pairsShown: 3 })
      expect(await listShown(store)).toEqual(['n-c', 'n-a', 'n-x', 'o-y', 'n-b', 'o-u'])
    }))
})

it('never loses an entry: each is shown, or its partner is', async () => {
  const usual = { maxSkewMs: 500, missingShare: 0.05, oneLogShare: 0.2, burstShare: 0.3 }
  const types = fc.constantFrom('create', 'update', 'delete')
  await fc.assert(
    fc.asyncProperty(
      fc.record({ seed: fc.nat(), events: fc.integer({ min: 1, max: 120 }) }),
      fc.option(types),
      fc.array(fc.nat({ max: 250 }), { maxLength: 5 }),
      async (options, type, expanded) => {
        const store = createColumnEntryStore(sources, undefined, counterparts)
        const truth = generatePairs({ ...usual, ...options })
        for (const [source, list] of [['new', truth.v2] as const, ['old', truth.v1] as const]) {
          if (list.length > 0) {
            const entries = list.map(({ entry }) => entry).toReversed()
            await load(store, source, entries, 'start')
          }
        }
        await store.reconcile()
        const pointer = '/action/type'
        const filter = { kind: 'field', pointer, mode: 'exclude', text: type ?? '', isExact: true }
        const localFilters = type ? { new: [{ ...filter } as const] } : {}
        const passing = await store.setView({ localFilters } as StoreView)
        const entries = await store.rows(0, passing.shown)
        const joined = { shown: 'joined', expanded } as const
        const size = await store.setView({ localFilters, pairs: joined } as StoreView)
        const shown = new Set(await store.listRows('shown'))
        expect(size.shown + (size.pairsShown ?? 0)).toBe(passing.shown)
        for (const { row, source, pair } of entries) {
          const isHidden = !shown.has(row)
          if (isHidden) expect(source === 'old' && shown.has(pair?.row ?? -1)).toBe(true)
          if (expanded.includes(row)) expect(isHidden).toBe(false)
        }
        store.dispose()
      },
    ),
    { numRuns: 40 },
  )
})
