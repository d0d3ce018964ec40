import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import type { FieldFilter } from '../../query/log-query.ts'
import { createColumnEntryStore } from './column-entry-store.ts'
import type { CommitOptions, EntryStore, StoreSource } from './entry-store.ts'
import { createRemoteStore } from './testing/create-remote-store.ts'
import { toPageBytes } from './testing/page-bytes.ts'

/** Two logs whose entries have their times in different places, and the first one in another scope. */
const sources: readonly StoreSource[] = [
  { id: 'new', dataset: getDataset('account-audit-logs-v2') },
  { id: 'old', dataset: getDataset('account-audit-logs-v1') },
  { id: 'other', dataset: getDataset('account-audit-logs-v2') },
]
const atEnd: CommitOptions = { at: 'end', direction: 'desc' }

const toTime = (second: number) => new Date(Date.UTC(2026, 10, 1, 0, 0, second)).toISOString()

function toV2(id: string | undefined, second: number, type: string, more: object = {}): string {
  return JSON.stringify({ id, action: { time: toTime(second), type }, ...more })
}

function toV1(id: string | undefined, second: number, type: string, more: object = {}): string {
  return JSON.stringify({ id, when: toTime(second), action: { type }, ...more })
}

async function stage(store: EntryStore, source: string, texts: readonly string[], chain = 1) {
  const { ticket, problem } = await store.stage(toPageBytes(texts), chain, source)
  if (problem) throw new Error(problem.kind)
  return ticket
}

async function load(store: EntryStore, source: string, texts: readonly string[], chain = 1) {
  return store.commit([[await stage(store, source, texts, chain)]], atEnd)
}

const only = (pointer: string, text: string): FieldFilter[] => [
  { kind: 'field', pointer, mode: 'include', text, isExact: true },
]

const listShown = async (store: EntryStore) =>
  (await store.rows(0, 99)).map(({ source, id }) => `${source} ${id}`)

describe.each<[string, (sources: readonly StoreSource[]) => EntryStore]>([
  ['in this thread', (each) => createColumnEntryStore(each)],
  ['behind a channel', createRemoteStore],
])('a store of several sources %s', (_, create) => {
  const use = async (run: (store: EntryStore) => Promise<void>) => {
    const store = create(sources)
    try {
      await run(store)
    } finally {
      store.dispose()
    }
  }

  it('merges entries by the times of their datasets, and tells where each is from', () =>
    use(async (store) => {
      const one = await stage(store, 'new', [toV2('a', 9, 'create'), toV2('b', 5, 'create')])
      const two = await stage(store, 'old', [toV1('c', 7, 'add'), toV1('d', 3, 'add')])
      await store.commit([[one], [two]], atEnd)
      const rows = await store.rows(0, 9)
      expect(rows.map(({ source, id, time }) => [source, id, time])).toEqual([
        ['new', 'a', toTime(9)],
        ['old', 'c', toTime(7)],
        ['new', 'b', toTime(5)],
        ['old', 'd', toTime(3)],
      ])
      expect(rows.every(({ isStrange }) => !isStrange)).toBe(true)
      expect(await store.get(rows[1]?.row ?? -1)).toMatchObject({
        source: 'old',
        id: 'c',
        index: 1,
      })
      expect(await store.seek(Date.parse(toTime(5)))).toBe(2)
    }))

  it('tells the sources of many rows', () =>
    use(async (store) => {
      await load(store, 'other', [toV2('a', 9, 'create')])
      await load(store, 'new', [toV2('b', 8, 'create'), toV2('c', 7, 'create')], 2)
      await load(store, 'old', [toV1('d', 6, 'add')], 3)
      const rows = await store.listRows('all')
      expect([...(await store.sourcesOf(rows))]).toEqual([2, 0, 0, 1])
      expect([...(await store.sourcesOf(rows.subarray(2)))]).toEqual([0, 1])
      await expect(store.sourcesOf(Uint32Array.of(9))).rejects.toThrow('No entry at 9')
    }))

  it('tells the times of many rows, and hashes of their ids', () =>
    use(async (store) => {
      await load(store, 'new', [toV2('a', 9, 'create'), toV2('b', 8, 'create')])
      await load(store, 'old', [toV1('a', 7, 'add')], 2)
      const rows = await store.listRows('all')
      const { times, ids } = await store.keysOf(rows)
      expect([...times]).toEqual([9, 8, 7].map((minute) => Date.parse(toTime(minute))))
      expect(ids[0]).toBe(ids[2])
      expect(ids[0]).not.toBe(ids[1])
      expect(ids.every((id) => id > 0)).toBe(true)
      expect([...(await store.keysOf(rows.subarray(2))).times]).toEqual([times[2]])
      await expect(store.keysOf(Uint32Array.of(9))).rejects.toThrow('No entry at 9')
    }))

  it('knows an id only in its own source', () =>
    use(async (store) => {
      const text = toV2('a', 1, 'create')
      await load(store, 'new', [text])
      expect(await load(store, 'other', [text], 2)).toMatchObject({ added: 1, repeated: 0 })
      expect(await load(store, 'old', [toV1('a', 1, 'add')], 3)).toMatchObject({
        ...{ added: 1, repeated: 0, conflicting: 0 },
      })
      expect(await load(store, 'other', [text], 4)).toMatchObject({ added: 0, repeated: 1 })
      const changed = toV2('a', 1, 'delete')
      expect(await load(store, 'other', [changed], 5)).toMatchObject({ conflicting: 1 })
      expect((await store.rows(0, 9)).map((row) => [row.source, row.isConflicting])).toEqual([
        ['new', false],
        ['other', true],
        ['old', false],
        ['other', true],
      ])
    }))

  it('tells what a commit added of each source', () =>
    use(async (store) => {
      await load(store, 'old', [toV1('a', 1, 'add')])
      const one = await stage(store, 'new', [toV2('a', 9, 'create'), toV2('b', 5, 'create')], 2)
      const two = await stage(store, 'old', [toV1('c', 7, 'add'), toV1('a', 1, 'remove')], 3)
      const three = await stage(store, 'old', [toV1('a', 1, 'add')], 4)
      const options: CommitOptions = { ...atEnd, at: 'start', lateBefore: toTime(6) }
      expect(await store.commit([[one], [two], [three]], options)).toMatchObject({
        ...{ added: 4, repeated: 1, conflicting: 1, late: 2 },
        sources: {
          new: { added: 2, repeated: 0, conflicting: 0, late: 1 },
          old: { added: 2, repeated: 1, conflicting: 1, late: 1 },
        },
      })
      const empty = await store.commit([[await stage(store, 'other', [], 5)]], atEnd)
      expect(empty).toMatchObject({ added: 0, sources: {} })
    }))

  it('knows an entry without id only in its own source', () =>
    use(async (store) => {
      const text = toV2(undefined, 1, 'create')
      await load(store, 'new', [text], 1)
      expect(await load(store, 'other', [text], 2)).toMatchObject({ added: 1, repeated: 0 })
      expect(await load(store, 'other', [text], 3)).toMatchObject({ added: 0, repeated: 1 })
    }))

  it('keeps what is new of a page that is read again, source by source', () =>
    use(async (store) => {
      const text = toV2('a', 1, 'create')
      await load(store, 'new', [text])
      const keptOf = async (source: string, chain: number) => {
        const page = await store.stageNew(toPageBytes([text]), chain, source)
        if (page.problem) throw new Error(page.problem.kind)
        return page
      }
      expect(await keptOf('new', 2)).toMatchObject({ kept: 0 })
      const first = await keptOf('other', 3)
      expect(first).toMatchObject({ kept: 1 })
      expect(await keptOf('other', 4)).toMatchObject({ kept: 0 })
      const third = await keptOf('old', 5)
      expect(await store.countNew([first.ticket, third.ticket])).toMatchObject({ shown: 2 })
    }))

  it('locates an entry in the source asked for, or in any', () =>
    use(async (store) => {
      await load(store, 'new', [toV2('a', 9, 'create'), toV2(undefined, 5, 'create')])
      await load(store, 'old', [toV1('a', 4, 'add'), toV1(undefined, 3, 'add')], 2)
      await load(store, 'other', [toV2(undefined, 3, 'create')], 3)
      expect(await store.locate('a', '')).toMatchObject({ row: 0 })
      expect(await store.locate('a', '', 'old')).toEqual({ row: 2, index: 2 })
      expect(await store.locate('a', '', 'other')).toBeUndefined()
      expect(await store.locate('', toTime(3))).toMatchObject({ row: 3 })
      expect(await store.locate('', toTime(3), 'other')).toMatchObject({ row: 4 })
      expect(await store.locate('', toTime(5), 'old')).toBeUndefined()
    }))

  it('filters each source by its own local filters', () =>
    use(async (store) => {
      const ray = { raw: { cf_ray_id: 'r' } }
      await load(store, 'new', [toV2('a', 9, 'add', ray), toV2('b', 8, 'create')])
      await load(store, 'old', [toV1('c', 7, 'add'), toV1('d', 6, 'remove', ray)], 2)
      await load(store, 'other', [toV2('e', 5, 'add')], 3)
      await store.setView({ localFilters: { old: only('/action/type', 'add') } })
      expect(await listShown(store)).toEqual(['new a', 'new b', 'old c', 'other e'])
      await store.setView({
        localFilters: { old: only('/action/type', 'remove'), new: only('/action/type', 'create') },
      })
      expect(await listShown(store)).toEqual(['new b', 'old d', 'other e'])
      await load(store, 'old', [toV1('f', 4, 'add'), toV1('g', 3, 'remove')], 4)
      expect(await listShown(store)).toEqual(['new b', 'old d', 'other e', 'old g'])
      // The old log declares no such field: its text decides.
      await store.setView({ localFilters: { old: only('/raw/cf_ray_id', 'r') } })
      expect(await listShown(store)).toEqual(['new a', 'new b', 'old d', 'other e'])
      await store.setView({ localFilters: { old: [] } })
      expect(store.size()).toEqual({ stored: 7, shown: 7 })
    }))

  it('counts a field over all sources, and none in a source that does not declare it', () =>
    use(async (store) => {
      const ray = { raw: { cf_ray_id: 'r', user_agent: 'x' } }
      await load(store, 'new', [toV2('a', 9, 'add', ray), toV2('b', 8, 'create')])
      await load(store, 'old', [toV1('a', 7, 'add', ray), toV1('d', 6, 'remove', ray)], 2)
      expect(await store.facet({ path: 'action.type', limit: 9 })).toMatchObject({
        values: [
          { value: 'add', count: 2 },
          { value: 'create', count: 1 },
          { value: 'remove', count: 1 },
        ],
      })
      expect(await store.facet({ path: 'raw.user_agent', limit: 9 })).toMatchObject({
        ...{ values: [{ value: 'x', count: 1 }], missing: 3 },
      })
      expect(await store.facet({ path: 'id', limit: 1 })).toEqual({
        ...{ values: [{ value: 'a', count: 2 }], missing: 0, distinct: 3 },
      })
      await load(store, 'old', [toV1('e', 5, 'add')], 3)
      expect(await store.facet({ path: 'id', limit: 1 })).toMatchObject({ distinct: 4 })
      const edges = [5, 6, 7, 8, 9, 10].map((second) => Date.parse(toTime(second)))
      const question = { edges, by: 'action.type', series: 1 }
      expect(await store.histogram(question)).toMatchObject({
        series: [
          { value: 'add', counts: [1, 0, 1, 0, 1] },
          { isRest: true, counts: [0, 1, 0, 1, 0] },
        ],
        outside: 0,
      })
    }))

  it('refuses a page of a source that it does not have', () =>
    use(async (store) => {
      await expect(store.stage(toPageBytes([]), 1, 'none')).rejects.toThrow('no source none')
      await expect(store.stageNew(toPageBytes([]), 1, 'none')).rejects.toThrow('no source none')
    }))
})

it('filters sources whose pages alternate over more rows than a part of a column has', async () => {
  const store = createColumnEntryStore(sources)
  const perPage = 25_000
  const expected: string[] = []
  for (const [page, source] of ['new', 'old', 'new', 'old'].entries()) {
    const toText = source === 'new' ? toV2 : toV1
    const texts = Array.from({ length: perPage }, (_, i) => {
      const type = i % 5_000 === page ? 'rare' : 'usual'
      const id = `${page}-${i}`
      if (source === 'new' || type === 'rare') expected.push(id)
      return toText(id, 1, type)
    })
    await load(store, source, texts, page)
  }
  await store.setView({ localFilters: { old: only('/action/type', 'rare') } })
  const shown = await store.rows(0, expected.length + 1)
  expect(shown.map(({ id }) => id)).toEqual(expected)
  store.dispose()
})
