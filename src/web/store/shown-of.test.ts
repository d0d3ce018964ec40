/** How many entries of each source are shown, beside a naive count over all entries. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { createColumnEntryStore } from './column-entry-store.ts'
import type { EntryStore, StoreSource, StoreView } from './entry-store.ts'
import type { Counterparts, PairsView } from './stored-pair.ts'
import { createRemoteStore } from './testing/create-remote-store.ts'
import { toPageBytes } from './testing/page-bytes.ts'

const sources: readonly StoreSource[] = [
  { id: 'new', dataset: getDataset('account-audit-logs-v2') },
  { id: 'old', dataset: getDataset('account-audit-logs-v1') },
  { id: 'user', dataset: getDataset('user-audit-logs-v1') },
]
const counterparts: Counterparts = [['new', 'old']]

type Event = { name: number; second: number; type: 'create' | 'delete' }

const toTime = (second: number) => new Date(Date.UTC(2026, 10, 1, 0, 0, second)).toISOString()

/** The entry of an event in a log. */
function toEntry(source: string, { name, second, type }: Event) {
  const actor = { email: 'a@shop.example' }
  if (source === 'new') {
    const request = { name: `name-${name}` }
    return {
      ...{ id: `new-${name}`, actor },
      action: { time: toTime(second), type, description: `${type} record` },
      resource: { product: 'dns', type: 'record', request },
    }
  }
  return {
    ...{ id: `${source}-${name}`, actor },
    action: { type: `record_${type}` },
    newValueJson: { name: `name-${name}` },
    resource: { type: 'dns' },
    when: toTime(second),
  }
}

let chain = 0

async function load(
  store: EntryStore,
  source: string,
  events: readonly Event[],
  at: 'start' | 'end',
) {
  const texts = events.map((event) => JSON.stringify(toEntry(source, event)))
  const staged = await store.stage(toPageBytes(texts), chain++, source)
  if (staged.problem) throw new Error(staged.problem.kind)
  await store.commit([[staged.ticket]], { at, direction: 'desc' })
}

/** A view, and whether an entry of a source passes its filters. */
type View = { shows: (source: string, type: string) => boolean; view: StoreView }

const toFilter = (text: string, mode: 'include' | 'exclude') =>
  ({ kind: 'field', pointer: '/action/type', mode, text, isExact: true }) as const

const views: readonly View[] = [
  { view: { localFilters: {} }, shows: () => true },
  {
    view: { localFilters: { new: [toFilter('delete', 'exclude')] } },
    shows: (source, type) => source !== 'new' || type !== 'delete',
  },
  {
    view: {
      localFilters: {
        new: [toFilter('create', 'include')],
        old: [toFilter('record_create', 'include')],
      },
      hidden: ['user'],
    },
    shows: (source, type) => source !== 'user' && type.endsWith('create'),
  },
  // Not in a column: read from the text of each entry.
  {
    view: {
      localFilters: { user: [{ kind: 'text', mode: 'include', text: 'record_delete' }] },
    } as StoreView,
    shows: (source, type) => source !== 'user' || type.endsWith('delete'),
  },
  { view: { localFilters: {}, hidden: ['old', 'new'] }, shows: (source) => source === 'user' },
]

const sides = { 'only-first': 'new', 'only-second': 'old' } as const

/** Goes through all entries one by one. */
async function countNaively(store: EntryStore, { shows }: View, pairs: PairsView) {
  const counts: Record<string, number> = { new: 0, old: 0, user: 0 }
  const rows = await store.listRows('all')
  const onlySide = pairs.shown in sides ? sides[pairs.shown as keyof typeof sides] : undefined
  const { rows: partners } = await store.partnersOf(rows)
  for (const [at, row] of rows.entries()) {
    const found = await store.get(row)
    if (!found) throw new Error(`No entry at ${row}.`)
    const { source, entry } = found
    const { action } = entry as { action: { type: string } }
    const isAlone = source === onlySide && partners[at] === -1
    if (shows(source, action.type) && (!onlySide || isAlone)) {
      counts[source] = (counts[source] ?? 0) + 1
    }
  }
  const isWhole = !onlySide && rows.length === sum(counts)
  return isWhole ? undefined : counts
}

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0)

const sourceIds = fc.constantFrom('new', 'old', 'user')
const events = fc.array(
  fc.record({
    name: fc.nat(12),
    second: fc.nat(90),
    type: fc.constantFrom<Event['type']>('create', 'delete'),
  }),
  { minLength: 1, maxLength: 12 },
)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ source: sourceIds, events, isLate: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ view: fc.nat(views.length - 1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      pairs: fc.constantFrom<PairsView['shown']>('separate', 'joined', 'only-first', 'only-second'),
    }),
  },
  { weight: 1, arbitrary: fc.constant('reconcile' as const) },
)

describe.each<[string, () => EntryStore]>([
  ['in this thread', () => createColumnEntryStore(sources, undefined, counterparts)],
  ['behind a channel', () => createRemoteStore(sources, counterparts)],
])('the shown entries of each source %s', (_, create) => {
  it('are counted as a loop over all entries counts them, whatever is added, filtered or paired', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
        const store = create()
        let [view] = views as [View]
        let pairs: PairsView = { shown: 'separate' }
        const apply = () => store.setView({ ...view.view, pairs })
        for (const each of steps) {
          if (each === 'reconcile') await store.reconcile()
          else if ('events' in each) {
            await load(store, each.source, each.events, each.isLate ? 'start' : 'end')
          } else {
            if ('view' in each) view = views[each.view] ?? view
            else pairs = { shown: each.pairs }
            await apply()
          }
          expect(store.size().shownOf).toEqual(await countNaively(store, view, pairs))
        }
        store.dispose()
      }),
      { numRuns: 60 },
    )
  })

  it('count both entries of a pair that is one row', async () => {
    const store = create()
    const event = { name: 1, second: 30, type: 'create' } as const
    await load(store, 'new', [event], 'end')
    await load(store, 'old', [event, { name: 2, second: 10, type: 'delete' }], 'end')
    await store.reconcile()
    const localFilters = { old: [toFilter('record_create', 'include')] }
    const size = await store.setView({ localFilters, pairs: { shown: 'joined' } })
    expect(size).toMatchObject({ shown: 1, pairsShown: 1 })
    expect(size.shownOf).toEqual({ new: 1, old: 1, user: 0 })
    store.dispose()
  })

  it('are those of a part of the list, too', async () => {
    const store = create()
    const toEvents = (types: readonly Event['type'][]) =>
      types.map((type, name): Event => ({ name, second: 50 - name, type }))
    await load(store, 'new', toEvents(['create', 'delete', 'create']), 'end')
    await load(store, 'old', toEvents(['create', 'delete']), 'end')
    const part = store.narrow({ filters: { new: [] }, since: undefined, before: undefined })
    expect((await part.setView({ localFilters: {} })).shownOf).toBeUndefined()
    const localFilters = { new: [toFilter('create', 'include')] }
    const size = await part.setView({ localFilters })
    expect(size.shownOf).toEqual({ new: 2, old: 0, user: 0 })
    expect(size.sources).toMatchObject({ new: { stored: 3 } })
    expect(part.size()).toEqual(size)
    expect(store.size().shownOf).toBeUndefined()
    store.dispose()
  })
})
