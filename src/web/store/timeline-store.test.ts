import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import type { FieldFilter } from '../../query/log-query.ts'
import type { RoleFilter } from '../../query/timeline/timeline-query.ts'
import { createColumnEntryStore } from './column-entry-store.ts'
import type { CommitOptions, EntryStore, StoreSource } from './entry-store.ts'
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
const atEnd: CommitOptions = { at: 'end', direction: 'desc' }
const toTime = (second: number) => `2026-11-01T00:00:${String(second).padStart(2, '0')}.000Z`

type Facts = {
  actor?: string
  address?: string
  outcome?: unknown
  name?: string
  path?: string
  interface?: string
}

function toV2(id: string, second: number, type: string, facts: Facts = {}): string {
  const { actor, address, outcome, name, path } = facts
  return JSON.stringify({
    id,
    action: { time: toTime(second), type, result: outcome },
    actor: { email: actor, ip_address: address, context: facts.interface },
    resource: { id: 'r', request: name === undefined ? '{"name":"not read"}' : { name } },
    raw: { uri: path },
  })
}

function toV1(id: string, second: number, type: string, facts: Facts = {}): string {
  const { actor, address, outcome, name } = facts
  return JSON.stringify({
    id,
    when: toTime(second),
    action: { type, result: outcome },
    actor: { email: actor, ip: address },
    newValueJson: { name: '' },
    metadata: { name },
  })
}

const toInsight = (id: string, second: number, by: string) =>
  JSON.stringify({ id, changed_at: toTime(second), changed_by: by, field_changed: 'status' })

async function stage(store: EntryStore, source: string, texts: readonly string[], chain = 1) {
  const { ticket, problem } = await store.stage(toPageBytes(texts), chain, source)
  if (problem) throw new Error(problem.kind)
  return ticket
}

/** Three logs with eight entries, merged by time. */
async function loadAll(store: EntryStore): Promise<void> {
  const tickets = [
    await stage(store, 'v2', [
      toV2('a', 9, 'create', { actor: 'x@y', address: '192.0.2.1', outcome: 'success', name: 'N' }),
      toV2('b', 6, 'update', { actor: 'z@y', address: '192.0.2.200', outcome: 'failure' }),
      toV2('c', 3, 'view', { actor: '', outcome: 'odd', interface: 'dash' }),
    ]),
    await stage(store, 'v1', [
      toV1('d', 8, 'rec_add', { actor: 'x@y', address: '192.0.2.1', outcome: true, name: 'N' }),
      toV1('e', 5, 'rec_del', { actor: 'x@y', outcome: false }),
      toV1('f', 2, 'login', {}),
    ]),
    await stage(store, 'in', [toInsight('g', 7, 'x@y'), toInsight('h', 1, 'system')]),
  ]
  await store.commit(
    tickets.map((ticket) => [ticket]),
    atEnd,
  )
}

const idsOf = async (store: EntryStore) => (await store.rows(0, 99)).map(({ id }) => id).join('')

const local = (pointer: string, text: string, more: Partial<FieldFilter> = {}): FieldFilter => ({
  ...{ kind: 'field', pointer, mode: 'include', text, isExact: true },
  ...more,
})

/** The same filters for each source. */
const forAll = <T>(filters: readonly T[]) => ({ v2: filters, v1: filters, in: filters })

describe.each<[string, (sources: readonly StoreSource[]) => EntryStore]>([
  ['in this thread', (each) => createColumnEntryStore(each)],
  ['behind a channel', createRemoteStore],
])('a store of a timeline %s', (_, create) => {
  const use = async (run: (store: EntryStore) => Promise<void>) => {
    const store = create(sources)
    try {
      await loadAll(store)
      await run(store)
    } finally {
      store.dispose()
    }
  }

  it.each<[string, [string, number][], number]>([
    [
      'actor',
      [
        ['x@y', 3],
        ['z@y', 1],
      ],
      4,
    ],
    [
      'address',
      [
        ['192.0.2.1', 2],
        ['192.0.2.200', 1],
      ],
      5,
    ],
    [
      'outcome',
      [
        ['success', 2],
        ['failure', 2],
        ['odd', 1],
      ],
      3,
    ],
    [
      'verb',
      [
        ['update', 3],
        ['create', 2],
        ['view', 1],
        ['delete', 1],
        ['sign-in', 1],
      ],
      0,
    ],
    [
      'log',
      [
        ['v2', 3],
        ['v1', 3],
        ['insights', 2],
      ],
      0,
    ],
    [
      'scope',
      [
        ['a1', 6],
        ['z1', 2],
      ],
      0,
    ],
    [
      'actor_id',
      [
        ['x@y', 1],
        ['system', 1],
      ],
      6,
    ],
    ['resource_name', [['N', 2]], 6],
    ['credential_id', [], 8],
    ['actor.email', [], 8],
  ])('counts %s over all logs', (path, expected, missing) =>
    use(async (store) => {
      const facet = await store.facet({ path, limit: 9 })
      expect(facet.values.map(({ value, count }) => [value, count])).toEqual(expected)
      expect(facet.missing).toBe(missing)
      expect(facet.distinct).toBe(expected.length)
    }),
  )

  it('stacks the histogram by log', () =>
    use(async (store) => {
      const edges = [0, 5, 10].map((second) => Date.parse(toTime(second)))
      expect(await store.histogram({ edges, by: 'log', series: 9 })).toEqual({
        series: [
          { value: 'v2', isRest: false, counts: [1, 2] },
          { value: 'v1', isRest: false, counts: [1, 2] },
          { value: 'insights', isRest: false, counts: [1, 1] },
        ],
        outside: 0,
      })
    }))

  it('counts the neighbors of an entry with a value, in all logs', () =>
    use(async (store) => {
      const [sinceMs, beforeMs] = [Date.parse(toTime(5)), Date.parse(toTime(10))]
      const values = [
        { path: 'actor', value: 'x@y' },
        { path: 'verb', value: 'update' },
        { path: 'log', value: 'v1' },
      ]
      const counts = await store.countNear({ sinceMs, beforeMs, values, exceptId: 'd' })
      expect(counts).toEqual([2, 2, 1])
    }))

  it('finds earlier entries of a resource in its own log', () =>
    use(async (store) => {
      const body = (id: string, second: number, name: string) =>
        JSON.stringify({
          id,
          action: { time: toTime(second), type: 'update' },
          zone: { id: 'z' },
          resource: { id: 'res', type: 't', request: { name } },
        })
      const ticket = await stage(store, 'v2', [body('new', 1, 'two'), body('old', 0, 'one')], 2)
      const later = await stage(store, 'v2', [body('newer', 4, 'three')], 3)
      await store.commit([[ticket], [later]], atEnd)
      const rows = await store.rows(0, 99)
      const { row = -1 } = rows.find(({ id }) => id === 'newer') ?? {}
      const [change] = await store.changes(Uint32Array.of(row))
      const differences = [{ before: 'two', after: 'three' }]
      expect(change).toMatchObject({ kind: 'changed', differences })
    }))

  it('shows of each source what passes its role filters', () =>
    use(async (store) => {
      const view = async (...filters: RoleFilter[]) => {
        await store.setView({ localFilters: {}, roleFilters: forAll(filters) })
        return idsOf(store)
      }
      expect(await view({ role: 'actor', mode: 'include', values: ['x@y'] })).toBe('ade')
      expect(await view({ role: 'actor', mode: 'exclude', values: ['x@y'] })).toBe('gbcfh')
      expect(await view({ role: 'outcome', mode: 'include', values: ['success'] })).toBe('ad')
      expect(await view({ role: 'outcome', mode: 'include', values: ['odd'] })).toBe('c')
      expect(await view({ role: 'verb', mode: 'include', values: ['create', 'delete'] })).toBe(
        'ade',
      )
      const network = { role: 'address', values: ['192.0.2.0/25'] } as const
      expect(await view({ ...network, mode: 'include' })).toBe('ad')
      expect(await view({ ...network, mode: 'exclude' })).toBe('gbecfh')
      expect(
        await view(
          { role: 'actor', mode: 'include', values: ['x@y'] },
          { role: 'resourceName', mode: 'include', values: ['N'] },
        ),
      ).toBe('ad')
      await store.setView({
        localFilters: { v2: [local('/action/type', 'create')] },
        roleFilters: { v1: [{ role: 'outcome', mode: 'include', values: ['failure'] }], in: [] },
      })
      expect(await idsOf(store)).toBe('ageh')
      const more = await stage(
        store,
        'v1',
        [toV1('i', 0, 'x', { outcome: false }), toV1('j', 0, 'x')],
        2,
      )
      expect(await store.countNew([more])).toMatchObject({ shown: 1, hidden: 1 })
      await store.commit([[more]], atEnd)
      expect(await idsOf(store)).toBe('agehi')
      await store.setView({ localFilters: {}, roleFilters: {} })
      expect(store.size()).toEqual({ stored: 10, shown: 10 })
    }))

  it('leaves out hidden sources, and their later entries', () =>
    use(async (store) => {
      await store.setView({ localFilters: {}, hidden: ['v1'] })
      expect(await idsOf(store)).toBe('agbch')
      expect(await store.facet({ path: 'log', limit: 9 })).toMatchObject({ distinct: 2 })
      const more = await stage(store, 'v1', [toV1('i', 0, 'x')], 2)
      expect(await store.countNew([more])).toMatchObject({ shown: 0, hidden: 1 })
      await store.commit([[more]], atEnd)
      expect(store.size()).toEqual({
        ...{ stored: 9, shown: 5, shownOf: { v2: 3, v1: 0, in: 2 } },
      })
      const only: RoleFilter = { role: 'actor', mode: 'include', values: ['x@y'] }
      await store.setView({ localFilters: {}, roleFilters: forAll([only]), hidden: ['v2'] })
      expect(await idsOf(store)).toBe('de')
      await store.setView({ localFilters: {}, hidden: [] })
      expect(store.size()).toEqual({ stored: 9, shown: 9 })
    }))

  it('applies local filters on a field that is a role, also on its empty text', () =>
    use(async (store) => {
      const view = async (...filters: FieldFilter[]) => {
        await store.setView({ localFilters: { v2: filters, v1: filters } })
        return idsOf(store)
      }
      expect(await view(local('/actor/email', 'x@y'))).toBe('adgeh')
      expect(await view(local('/actor/email', 'x@y', { mode: 'exclude' }))).toBe('gbcfh')
      expect(await view(local('/actor/email', ''))).toBe('gch')
      expect(await view(local('/actor/email', '', { mode: 'exclude' }))).toBe('adgbefh')
      // The column of the outcome has translated values; the field does not.
      expect(await view(local('/action/result', 'true'))).toBe('dgh')
      expect(await view(local('/action/result', 'success'))).toBe('agh')
    }))

  it('learns names from every log', async () => {
    const store = create(sources)
    const [zoneId, otherId] = ['0123456789abcdef'.repeat(2), 'fedcba9876543210'.repeat(2)]
    const zone = { id: zoneId, name: 'zone.example' }
    const metadata = { zone_id: otherId, zone_name: 'other.example' }
    const namesIn = async (source: string, entry: object) => {
      const staged = await store.stage(toPageBytes([JSON.stringify(entry)]), 1, source)
      if (staged.problem) throw new Error(staged.problem.kind)
      return (staged.names ?? []).map(({ id, name }) => [id, name])
    }
    const ofV2 = await namesIn('v2', { id: 'a', action: { time: toTime(1) }, zone })
    const ofV1 = await namesIn('v1', { id: 'b', when: toTime(1), metadata })
    expect([ofV2, ofV1]).toEqual([[[zoneId, 'zone.example']], [[otherId, 'other.example']]])
    store.dispose()
  })

  it('orders equal instants by source, whatever the clocks write', async () => {
    const store = create(sources)
    const v2At = (id: string, time: string) => JSON.stringify({ id, action: { time } })
    const v1At = (id: string, when: string) => JSON.stringify({ id, when })
    const minute = '2026-11-01T00:00'
    const one = await stage(store, 'v2', [
      v2At('a', `${minute}:05.400Z`),
      v2At('b', `${minute}:05.000Z`),
      v2At('c', `${minute}:04.999999Z`),
    ])
    const two = await stage(store, 'v1', [
      v1At('d', `${minute}:06Z`),
      v1At('e', `${minute}:05Z`),
      v1At('f', `${minute}:05Z`),
    ])
    await store.commit([[one], [two]], atEnd)
    expect(await idsOf(store)).toBe('dabefc')
    // What comes later is put where it would have been, so that the order depends only on the entries.
    const late = await stage(store, 'v2', [v2At('g', `${minute}:05Z`)], 3)
    const later = await stage(store, 'v1', [v1At('h', `2026-10-31T19:00:05-05:00`)], 4)
    await store.commit([[late], [later]], { at: 'start', direction: 'desc' })
    expect(await idsOf(store)).toBe('dagbhefc')
    store.dispose()
  })
})
