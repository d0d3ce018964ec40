import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import type { Filter } from '../../query/log-query.ts'
import type { NarrowedBounds } from '../../query/narrowing/find-narrowing.ts'
import { createColumnEntryStore } from './column-entry-store.ts'
import { type EntryStore, onlySource, type StorePart, type StoreSource } from './entry-store.ts'
import { createRemoteStore } from './testing/create-remote-store.ts'
import { toPageBytes } from './testing/page-bytes.ts'

const v2 = getDataset('account-audit-logs-v2')
const day = '2026-11-01'
const everything = { localFilters: { [onlySource]: [] } }

type Change = { email?: unknown; zone?: unknown; ray?: string; time?: string; id?: string }

function toText({ email, zone, ray, time, id }: Change, hour: number): string {
  return JSON.stringify({
    id: id ?? `e${hour}`,
    action: { time: time ?? `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`, type: 'update' },
    actor: { email },
    zone: { name: zone },
    raw: { cf_ray_id: ray ?? `ray${hour}` },
  })
}

async function load(store: EntryStore, changes: readonly Change[], at: 'end' | 'start' = 'end') {
  const texts = changes.map((change, i) => toText(change, changes.length - i))
  const staged = await store.stage(toPageBytes(texts), 1, onlySource)
  if (staged.problem) throw new Error(staged.problem.kind)
  return store.commit([[staged.ticket]], { at, direction: 'desc' })
}

const part = (filters: Filter[], bounds: Partial<NarrowedBounds> = {}): StorePart => ({
  filters: { [onlySource]: filters },
  since: undefined,
  before: undefined,
  ...bounds,
})
const sizeOf = (stored: number, shown: number, late = 0) => ({
  stored,
  shown,
  sources: { [onlySource]: { stored, late } },
})
const include = (parameter: string, ...values: string[]): Filter => ({
  parameter,
  mode: 'include',
  values,
})
const exclude = (parameter: string, ...values: string[]): Filter => ({
  parameter,
  mode: 'exclude',
  values,
})
const idsOf = async (store: Pick<EntryStore, 'rows'>) =>
  (await store.rows(0, 99)).map(({ id }) => id)

describe.each<[string, (sources: readonly StoreSource[]) => EntryStore]>([
  ['in this thread', (sources) => createColumnEntryStore(sources)],
  ['behind a channel', createRemoteStore],
])('a part of the store %s', (_, create) => {
  const use = async (changes: readonly Change[], run: (store: EntryStore) => Promise<void>) => {
    const store = create([{ id: onlySource, dataset: v2 }])
    try {
      await load(store, changes)
      await run(store)
    } finally {
      store.dispose()
    }
  }
  const people = [{ email: 'a@x.io' }, { email: 'b@x.io' }, {}, { email: 'a@x.io', zone: 'z.io' }]

  it('has the entries that match, in the order of the list, and leaves the list as it is', () =>
    use(people, async (store) => {
      const own = store.narrow(part([include('actor_email', 'a@x.io')]))
      expect(own.size()).toEqual({ stored: 0, shown: 0, sources: {} })
      expect(await own.setView(everything)).toEqual(sizeOf(2, 2))
      expect(await idsOf(own)).toEqual(['e4', 'e1'])
      expect([...(await own.listRows('all'))]).toEqual([0, 3])
      expect((await own.facet({ path: 'zone.name', limit: 9 })).values).toEqual([
        { value: 'z.io', count: 1 },
      ])
      expect(await own.locate('e1', `${day}T01:00:00.000Z`)).toEqual({ row: 3, index: 1 })
      // The drawer may show an entry that is not in the part.
      expect(await own.locate('e3', `${day}T03:00:00.000Z`)).toEqual({ row: 1, index: -1 })
      expect(await idsOf(store)).toEqual(['e4', 'e3', 'e2', 'e1'])
      expect(store.size()).toEqual({ stored: 4, shown: 4 })
      own.dispose()
    }))

  it('excludes entries with a value, and has those without one', () =>
    use(people, async (store) => {
      const own = store.narrow(part([exclude('actor_email', 'a@x.io')]))
      await own.setView(everything)
      expect(await idsOf(own)).toEqual(['e3', 'e2'])
    }))

  it('shows what passes local filters of its own', () =>
    use(people, async (store) => {
      const own = store.narrow(part([include('actor_email', 'a@x.io')]))
      const filter = {
        kind: 'field',
        pointer: '/zone/name',
        mode: 'include',
        text: 'z',
        isExact: false,
      } as const
      const size = await own.setView({ localFilters: { [onlySource]: [filter] } })
      expect(size).toEqual(sizeOf(2, 1))
      expect(await idsOf(own)).toEqual(['e1'])
      expect([...(await own.listRows('all'))]).toEqual([0, 3])
      expect(await own.setView(everything)).toEqual(sizeOf(2, 2))
    }))

  it('has the entries from one instant up to, not including, another', () =>
    use(people, async (store) => {
      const bounds = { since: `${day}T02:00:00.000Z`, before: `${day}T04:00:00.000Z` }
      const own = store.narrow(part([], bounds))
      await own.setView(everything)
      expect(await idsOf(own)).toEqual(['e3', 'e2'])
    }))

  it('searches the texts of a field that has no dictionary', () =>
    use([{ ray: 'abc' }, { ray: 'def' }, { ray: 'ghi' }], async (store) => {
      const own = store.narrow(part([exclude('id', 'e2')]))
      await own.setView(everything)
      expect(await idsOf(own)).toEqual(['e3', 'e1'])
      const one = store.narrow(part([include('id', 'e1', 'e3')]))
      await one.setView(everything)
      expect(await idsOf(one)).toEqual(['e3', 'e1'])
    }))

  it('leaves a long search for few entries to the API', () =>
    use([], async (store) => {
      for (let page = 0; page < 201; page++) await load(store, [{ id: `${page}` }])
      const doubt = { kind: 'too-many-values', parameter: 'id' }
      const own = store.narrow(part([include('id', '7')]))
      expect(await own.setView(everything)).toMatchObject({ stored: 0, doubt })
      const others = store.narrow(part([exclude('id', '7')]))
      expect(await others.setView(everything)).toEqual(sizeOf(200, 200))
    }))

  it.each<[string, Change, StorePart, object]>([
    [
      'a value in another case',
      { email: 'A@x.io' },
      part([include('actor_email', 'a@x.io')]),
      { kind: 'value', parameter: 'actor_email', value: 'A@x.io', sought: 'a@x.io' },
    ],
    [
      'a structure',
      { email: { address: 'a@x.io' } },
      part([exclude('actor_email', 'a@x.io')]),
      { kind: 'structure', parameter: 'actor_email' },
    ],
    [
      'an id in another case',
      { id: 'E1' },
      part([exclude('id', 'e1')]),
      { kind: 'value', parameter: 'id', value: 'E1', sought: 'e1' },
    ],
    [
      'an entry without a time',
      { time: 'yesterday' },
      part([], { since: `${day}T02:00:00.000Z` }),
      { kind: 'time' },
    ],
  ])('is in doubt about %s', (_, odd, narrow, doubt) =>
    use([...people, odd], async (store) => {
      const own = store.narrow(narrow)
      expect(await own.setView(everything)).toEqual({
        stored: 0,
        shown: 0,
        sources: {},
        doubt: { ...doubt, source: onlySource },
      })
      expect(await idsOf(own)).toEqual([])
    }),
  )

  it('is in no doubt about an entry that another filter drops', () =>
    use(
      [
        { email: 'A@x.io', zone: 'z.io' },
        { email: 'a@x.io', zone: 'y.io' },
      ],
      async (store) => {
        const own = store.narrow(
          part([include('actor_email', 'a@x.io'), include('zone_name', 'y.io')]),
        )
        await own.setView(everything)
        expect(await idsOf(own)).toEqual(['e1'])
      },
    ))

  it('is selected anew from a list that has grown, with its late entries', () =>
    use(people, async (store) => {
      const own = store.narrow(part([include('actor_email', 'a@x.io')]))
      await own.setView(everything)
      const text = toText({ email: 'a@x.io', id: 'late' }, 2)
      const staged = await store.stageNew(toPageBytes([text]), 2, onlySource)
      if (staged.problem) throw new Error(staged.problem.kind)
      await store.commit([[staged.ticket]], {
        at: 'start',
        direction: 'desc',
        lateBefore: `${day}T23:00:00.000Z`,
      })
      expect(own.size()).toMatchObject({ stored: 2 })
      expect(await own.setView(everything)).toEqual(sizeOf(3, 3, 1))
      expect(await idsOf(own)).toEqual(['e4', 'late', 'e1'])
    }))
})
