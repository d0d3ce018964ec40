import { describe, expect, it } from 'vitest'
import { getDataset } from '../catalog/index.ts'
import {
  createQuery,
  type FieldFilter,
  type Filter,
  type LocalFilter,
  type LogQuery,
} from './log-query.ts'
import { switchDataset } from './switch-dataset.ts'

const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')
const user = getDataset('user-audit-logs-v1')
const signIns = getDataset('access-authentication-logs')
const scim = getDataset('access-scim-logs')
const insights = getDataset('insight-audit-logs')
const organization = getDataset('organization-audit-logs-v2')
const organizationScope = { kind: 'organization', id: '1'.repeat(32) } as const
const scope = { kind: 'account', id: '0'.repeat(32) } as const

function ask(dataset: typeof v2, filters: Filter[], change: Partial<LogQuery> = {}): LogQuery {
  return { ...createQuery(dataset.id, scope), filters, ...change }
}

function toExact(pointer: string, mode: FieldFilter['mode'], text: string): FieldFilter {
  return { kind: 'field', pointer, mode, text, isExact: true }
}

describe('going to another log', () => {
  it('takes along the filters that mean the same there, under their names there', () => {
    const query = ask(v2, [
      { parameter: 'actor_email', mode: 'include', values: ['a@x.example'] },
      { parameter: 'zone_name', mode: 'include', values: ['x.example'] },
    ])
    expect(switchDataset(query, v2, v1, scope)).toEqual({
      query: ask(v1, [
        { parameter: 'actor.email', mode: 'include', values: ['a@x.example'] },
        { parameter: 'zone.name', mode: 'include', values: ['x.example'] },
      ]),
      dropped: [],
      droppedLocal: [],
      madeLocal: [],
    })
  })

  it('names what stays behind: other words', () => {
    const query = ask(v2, [
      { parameter: 'action_type', mode: 'include', values: ['delete'] },
      { parameter: 'actor_ip_address', mode: 'include', values: ['192.0.2.1', '192.0.2.2'] },
    ])
    const { query: next, dropped } = switchDataset(query, v2, v1, scope)
    expect(next.filters).toEqual([
      { parameter: 'actor.ip', mode: 'include', values: ['192.0.2.1', '192.0.2.2'] },
    ])
    expect(dropped).toEqual([{ parameter: 'action_type', mode: 'include', values: ['delete'] }])
  })

  it.each([
    [
      'an exclude that the API lacks',
      v2,
      v1,
      { parameter: 'actor_email', mode: 'exclude', values: ['b@x.example', 'c@x.example'] },
      [
        toExact('/actor/email', 'exclude', 'b@x.example'),
        toExact('/actor/email', 'exclude', 'c@x.example'),
      ],
    ],
    [
      'an address that the API does not filter by',
      v1,
      signIns,
      { parameter: 'actor.ip', mode: 'include', values: ['192.0.2.1', '192.0.2.0/24'] },
      [
        toExact('/ip_address', 'include', '192.0.2.1'),
        { ...toExact('/ip_address', 'include', '192.0.2.0/24'), isExact: false },
      ],
    ],
    [
      'a network where the API takes addresses only',
      v1,
      v2,
      { parameter: 'actor.ip', mode: 'include', values: ['192.0.2.0/24'] },
      [{ ...toExact('/actor/ip_address', 'include', '192.0.2.0/24'), isExact: false }],
    ],
  ] as const)('makes a local filter of %s', (_, from, to, filter, localFilters) => {
    const moved = switchDataset(ask(from, [filter]), from, to, scope)
    expect(moved.query).toMatchObject({ filters: [], localFilters, disabledLocalFilters: [] })
    expect(moved).toMatchObject({ dropped: [], madeLocal: [filter] })
    const disabled = switchDataset(ask(from, [], { disabledFilters: [filter] }), from, to, scope)
    expect(disabled.query).toMatchObject({ localFilters: [], disabledLocalFilters: localFilters })
  })

  it('drops the actor where the log records only the person who was changed', () => {
    const filter = { parameter: 'actor_email', mode: 'include', values: ['a@x.example'] } as const
    const moved = switchDataset(ask(v2, [filter]), v2, scim, scope)
    expect(moved).toMatchObject({ dropped: [filter], madeLocal: [] })
    expect(moved.query.localFilters).toEqual([])
  })

  it('names the values that would take too many requests', () => {
    const values = Array.from({ length: 12 }, (_, i) => `a${i}@x.example`)
    const query = ask(v2, [{ parameter: 'actor_email', mode: 'include', values }])
    const { query: next, dropped } = switchDataset(query, v2, v1, scope)
    expect(next.filters[0]?.values).toHaveLength(10)
    expect(dropped).toEqual([
      { parameter: 'actor_email', mode: 'include', values: values.slice(10) },
    ])
  })

  it('takes along all that v2 of an organization has too, to it and back', () => {
    const known: Filter[] = [
      { parameter: 'action_type', mode: 'exclude', values: ['view'] },
      { parameter: 'resource_id', mode: 'include', values: ['r1'] },
      { parameter: 'raw_status_code', mode: 'exclude', values: ['500'] },
    ]
    const unknown: Filter[] = [
      { parameter: 'zone_name', mode: 'include', values: ['x.example'] },
      { parameter: 'actor_type', mode: 'include', values: ['account'] },
    ]
    const local = (pointer: string) =>
      ({ kind: 'field', pointer, mode: 'include', text: 'x', isExact: false }) as const
    const kept = [local('/resource/request/member'), local('/raw'), local('')]
    const query = ask(v2, [...known, ...unknown], {
      localFilters: [...kept, local('/zone/name'), local('/account')],
    })
    const there = switchDataset(query, v2, organization, organizationScope)
    expect(there.query.filters).toEqual(known)
    expect(there.dropped).toEqual(unknown)
    expect(there.query.localFilters).toEqual(kept)
    expect(there.droppedLocal).toEqual([local('/zone/name'), local('/account')])
    const back = switchDataset(there.query, organization, v2, scope)
    expect(back.query).toEqual({ ...query, filters: known, localFilters: kept })
    expect([back.dropped, back.droppedLocal]).toEqual([[], []])
  })

  it('takes everything along between the two v1 logs', () => {
    const filters: Filter[] = [
      { parameter: 'action.type', mode: 'include', values: ['rec_add'] },
      { parameter: 'hide_user_logs', mode: 'include', values: ['true'] },
    ]
    const { query, dropped } = switchDataset(ask(v1, filters), v1, user, { kind: 'user' })
    expect(query).toMatchObject({ filters, scope: { kind: 'user' } })
    expect(dropped).toEqual([])
  })

  it('treats disabled filters alike, and keeps them disabled', () => {
    const query = ask(v2, [], {
      disabledFilters: [
        { parameter: 'zone_name', mode: 'include', values: ['x.example'] },
        { parameter: 'action_type', mode: 'exclude', values: ['view'] },
      ],
    })
    const { query: next, dropped } = switchDataset(query, v2, v1, scope)
    expect(next).toMatchObject({
      filters: [],
      disabledFilters: [{ parameter: 'zone.name', mode: 'include', values: ['x.example'] }],
    })
    expect(dropped).toEqual([{ parameter: 'action_type', mode: 'exclude', values: ['view'] }])
  })

  it('takes local filters along to where the same stands, and names the others', () => {
    const local = (pointer: string) =>
      ({ kind: 'field', pointer, mode: 'exclude', text: 'x', isExact: false }) as const
    const localFilters = [local(''), local('/actor/ip_address'), local('/raw/uri')]
    const toV1 = switchDataset(ask(v2, [], { localFilters }), v2, v1, scope)
    expect(toV1.query.localFilters).toEqual([local(''), local('/actor/ip')])
    expect(toV1.droppedLocal).toEqual([local('/raw/uri')])
    const toUser = switchDataset(ask(v1, [], { localFilters }), v1, user, { kind: 'user' })
    expect(toUser.query.localFilters).toEqual(localFilters)
    expect(toUser.droppedLocal).toEqual([])
  })

  it('takes texts and hours along to every log', () => {
    const localFilters: LocalFilter[] = [
      { kind: 'text', mode: 'exclude', text: 'grafana' },
      { kind: 'hours', mode: 'include', hours: 'sat,sun' },
    ]
    const query = ask(v2, [], { localFilters, disabledLocalFilters: localFilters })
    const moved = switchDataset(query, v2, insights, scope)
    expect(moved.query).toMatchObject({ localFilters, disabledLocalFilters: localFilters })
    expect(moved.droppedLocal).toEqual([])
  })

  it('keeps direction and time, and makes dates instants where only those are accepted', () => {
    const timeRange = { kind: 'absolute', since: '2026-11-01' } as const
    const query = ask(v2, [], { direction: 'asc', timeRange })
    expect(switchDataset(query, v2, v1, scope).query).toMatchObject({ direction: 'asc', timeRange })
    expect(switchDataset(query, v2, insights, scope).query.timeRange).toEqual({
      kind: 'absolute',
      since: '2026-11-01T00:00:00Z',
    })
  })
})
