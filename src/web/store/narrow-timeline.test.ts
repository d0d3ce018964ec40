import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import type { Filter } from '../../query/log-query.ts'
import type { NarrowedBounds } from '../../query/narrowing/find-narrowing.ts'
import { createColumnEntryStore } from './column-entry-store.ts'
import type { EntryStore, StorePart, StoreSource } from './entry-store.ts'
import { createRemoteStore } from './testing/create-remote-store.ts'
import { toPageBytes } from './testing/page-bytes.ts'

const sources: readonly StoreSource[] = [
  { id: 'v2', dataset: getDataset('account-audit-logs-v2'), timeline: { log: 'v2', scope: 'a1' } },
  { id: 'v1', dataset: getDataset('account-audit-logs-v1'), timeline: { log: 'v1', scope: 'a1' } },
  {
    id: 'in',
    dataset: getDataset('insight-audit-logs'),
    timeline: { log: 'insights', scope: 'z1' },
  },
]
const everything = { localFilters: {} }

const toTime = (second: number) => `2026-11-01T00:00:${String(second).padStart(2, '0')}.000Z`

type Facts = { actor?: string; address?: string; outcome?: unknown; time?: string }

const toV2 = (id: string, second: number, { actor, address, outcome, time }: Facts = {}) => ({
  id,
  action: { time: time ?? toTime(second), type: 'update', result: outcome },
  actor: { email: actor, ip_address: address },
})
const toV1 = (id: string, second: number, { actor, address, outcome, time }: Facts = {}) => ({
  id,
  when: time ?? toTime(second),
  action: { type: 'rec_set', result: outcome },
  actor: { email: actor, ip: address },
})
const toInsight = (id: string, second: number, time?: string) => ({
  id,
  changed_at: time ?? toTime(second),
  field_changed: 'status',
})

async function load(
  store: EntryStore,
  lists: Readonly<Record<string, readonly unknown[]>>,
  at: 'end' | 'start' = 'end',
) {
  const streams: number[][] = []
  for (const [source, entries] of Object.entries(lists)) {
    const texts = entries.map((entry) => JSON.stringify(entry))
    const staged = await store.stageNew(toPageBytes(texts), streams.length, source)
    if (staged.problem) throw new Error(staged.problem.kind)
    streams.push([staged.ticket])
  }
  const lateBefore = at === 'start' ? toTime(59) : undefined
  const options = { at, direction: 'desc', ...(lateBefore && { lateBefore }) } as const
  return store.commit(streams, options)
}

const usual = {
  v2: [
    toV2('a', 9, { actor: 'x@y', outcome: 'success' }),
    toV2('b', 6, { actor: 'z@y', outcome: 'failure' }),
    toV2('c', 3, { outcome: 'odd' }),
  ],
  v1: [
    toV1('d', 8, { actor: 'x@y', address: '192.0.2.9', outcome: true }),
    toV1('e', 5, { actor: 'z@y', address: '198.51.100.9', outcome: false }),
    toV1('f', 5, { actor: 'x@y', address: '198.51.100.9', outcome: 'true' }),
  ],
  in: [toInsight('g', 7), toInsight('h', 1)],
}

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
const part = (filters: StorePart['filters'], bounds: Partial<NarrowedBounds> = {}): StorePart => ({
  since: undefined,
  before: undefined,
  ...bounds,
  filters,
})

const idsOf = async (store: Pick<EntryStore, 'rows'>) =>
  (await store.rows(0, 99)).map(({ id }) => id).join('')

describe.each<[string, (sources: readonly StoreSource[]) => EntryStore]>([
  ['in this thread', (each) => createColumnEntryStore(each)],
  ['behind a channel', createRemoteStore],
])('a part of a timeline %s', (_, create) => {
  const use = async (run: (store: EntryStore) => Promise<void>, lists = usual) => {
    const store = create(sources)
    try {
      await load(store, lists)
      await run(store)
    } finally {
      store.dispose()
    }
  }

  it('has of each log what passes the filters of its own parameters, in the order of the list', () =>
    use(async (store) => {
      const filters = { v2: [include('actor_email', 'x@y')], v1: [include('actor.email', 'x@y')] }
      const own = store.narrow(part({ ...filters, in: [] }))
      expect(await own.setView(everything)).toEqual({
        stored: 5,
        shown: 5,
        sources: {
          v2: { stored: 1, late: 0 },
          v1: { stored: 2, late: 0 },
          in: { stored: 2, late: 0 },
        },
      })
      expect(await idsOf(own)).toBe('adgfh')
      expect(await idsOf(store)).toBe('adgbefch')
      const facet = await own.facet({ path: 'log', limit: 9 })
      expect(facet.values.map(({ value, count }) => [value, count])).toEqual([
        ['v1', 2],
        ['insights', 2],
        ['v2', 1],
      ])
      expect([...(await own.sourcesOf(await own.listRows('all')))]).toEqual([0, 1, 2, 1, 2])
    }))

  it('has no entry of a log that is not given', () =>
    use(async (store) => {
      const own = store.narrow(part({ v2: [], in: [] }))
      const size = await own.setView(everything)
      expect(size).toMatchObject({
        stored: 5,
        sources: { v2: { stored: 3, late: 0 }, in: { stored: 2, late: 0 } },
      })
      expect(Object.keys(size.sources)).toEqual(['v2', 'in'])
      expect(await idsOf(own)).toBe('agbch')
    }))

  it('tests outcomes in the spelling of the log, which the timeline translates', () =>
    use(async (store) => {
      const idsWith = async (filters: StorePart['filters']) => {
        const own = store.narrow(part(filters))
        const { doubt } = await own.setView(everything)
        return doubt ?? idsOf(own)
      }
      expect(await idsWith({ v2: [include('action_result', 'failure')] })).toBe('b')
      expect(await idsWith({ v2: [exclude('action_result', 'success')] })).toBe('bc')
      expect(await idsWith({ v2: [include('action_result', 'odd')] })).toBe('c')
      await load(store, {
        v2: [toV2('k', 0, { outcome: 'Failure' }), toV2('l', 0, { outcome: true })],
      })
      expect(await idsWith({ v2: [include('action_result', 'odd')] })).toBe('c')
      expect(await idsWith({ v2: [exclude('action_result', 'failure')] })).toMatchObject({
        value: 'Failure',
      })
      expect(await idsWith({ v2: [exclude('action_result', 'success', 'odd')] })).toBe('bkl')
    }))

  it('tests networks, and shows what passes filters after loading', () =>
    use(async (store) => {
      const own = store.narrow(part({ v2: [], v1: [include('actor.ip', '198.51.100.0/24')] }))
      const roleFilters = { v1: [{ role: 'actor', mode: 'exclude', values: ['x@y'] } as const] }
      expect(await own.setView({ ...everything, roleFilters })).toMatchObject({
        stored: 5,
        shown: 4,
      })
      expect(await idsOf(own)).toBe('abec')
      await own.setView({ ...everything, hidden: ['v2'] })
      expect(await idsOf(own)).toBe('ef')
    }))

  it('has the entries of a time', () =>
    use(async (store) => {
      const bounds = { since: toTime(5), before: toTime(8) }
      const own = store.narrow(part({ v2: [], v1: [], in: [] }, bounds))
      await own.setView(everything)
      expect(await idsOf(own)).toBe('gbef')
    }))

  it('is in doubt only about entries of its own logs, and names the log', async () => {
    const odd = {
      v2: [toV2('a', 9, { actor: 'X@y' }), toV2('b', 8, { time: 'unreadable' })],
      v1: [toV1('d', 7, { actor: 'x@y' })],
      in: [toInsight('g', 6)],
    }
    await use(async (store) => {
      const since = toTime(7)
      const doubtful = store.narrow(part({ v2: [include('actor_email', 'x@y')], v1: [] }))
      expect(await doubtful.setView(everything)).toEqual({
        stored: 0,
        shown: 0,
        sources: {},
        doubt: {
          kind: 'value',
          source: 'v2',
          parameter: 'actor_email',
          value: 'X@y',
          sought: 'x@y',
        },
      })
      const undated = store.narrow(part({ v2: [], v1: [] }, { since }))
      expect(await undated.setView(everything)).toMatchObject({
        doubt: { kind: 'time', source: 'v2' },
      })
      const certain = store.narrow(part({ v1: [include('actor.email', 'x@y')] }, { since }))
      expect(await certain.setView(everything)).toMatchObject({ stored: 1 })
      expect(await idsOf(certain)).toBe('d')
    }, odd)
  })

  it('searches the texts of a field that is no column', () =>
    use(async (store) => {
      const own = store.narrow(part({ v2: [exclude('id', 'b')], v1: [] }))
      await own.setView(everything)
      expect(await idsOf(own)).toBe('adefc')
      const one = store.narrow(part({ v2: [include('id', 'b')], in: [] }))
      await one.setView(everything)
      expect(await idsOf(one)).toBe('gbh')
    }))

  it('is selected anew with the same view when the list has grown, with the late entries of each log', () =>
    use(async (store) => {
      const own = store.narrow(part({ v2: [], v1: [include('actor.email', 'x@y')] }))
      await own.setView(everything)
      const late = {
        v2: [toV2('i', 5)],
        v1: [toV1('j', 5, { actor: 'x@y' }), toV1('k', 4, { actor: 'z@y' })],
      }
      await load(store, late, 'start')
      expect(await own.setView(everything)).toMatchObject({
        stored: 7,
        sources: { v2: { stored: 4, late: 1 }, v1: { stored: 3, late: 1 } },
      })
      expect(await idsOf(own)).toBe('adbijfc')
    }))
})
