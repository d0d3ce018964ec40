import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'
import { formatSource } from '../address/source-text.ts'
import { createQuery, type FieldFilter, type Filter, type FilterMode } from '../log-query.ts'
import {
  addTextPivot,
  findEverything,
  findPivotMode,
  findPivotRemark,
  isLocalPivot,
  keepOnlyPivot,
  listAround,
  listPivotModes,
  togglePivot,
} from './pivot-gestures.ts'
import type { PivotTarget } from './pivot-target.ts'
import { findPivotField, toPivotLabel } from './resolve-pivot.ts'

const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')
const insights = getDataset('insight-audit-logs')
const scope = { kind: 'account', id: 'a'.repeat(32) } as const
const query = createQuery(v2.id, scope)
const olderQuery = createQuery(v1.id, scope)
const time = '2026-11-20T10:00:00Z'
const email: PivotTarget = {
  field: 'actor.email',
  pointer: '/actor/email',
  value: 'ann@example.com',
  time,
}
const include = (parameter: string, ...values: string[]): Filter => ({
  parameter,
  mode: 'include',
  values,
})

describe('the value under the pointer', () => {
  it('is found by a pointer whose keys are escaped', () => {
    const [field] = v2.fields
    if (!field) throw new Error('The log has no field.')
    const odd = { ...field, path: 'labels.team/owner~a' }
    const dataset = { ...v2, fields: [odd] }
    const target = { pointer: '/labels/team~1owner~0a', value: 'x', time }
    expect(findPivotField(dataset, target)).toBe(odd)
  })

  it('is one of a field by name, by place, and by the other places of the field', () => {
    expect(findPivotField(v2, email)?.path).toBe('actor.email')
    expect(findPivotField(v2, { ...email, field: 'raw.cf_ray_id', pointer: '' })?.label).toBe(
      'Ray ID',
    )
    const { field: _, ...placed } = email
    expect(findPivotField(v2, placed)?.path).toBe('actor.email')
    const token = { pointer: '/actor/token/id', value: 't', time }
    expect(findPivotField(v2, token)?.path).toBe('actor.token_id')
    const unknown = { pointer: '/resource/request/name', value: 't', time }
    expect(findPivotField(v2, unknown)).toBeUndefined()
  })

  it('stays out of the address when it looks like a secret', () => {
    const uri = { field: 'raw.uri', pointer: '/raw/uri', value: '/a?token=abcdef', time }
    expect(listPivotModes(v2, uri)).toEqual([])
    expect(togglePivot(query, v2, uri, 'include')).toBeUndefined()
    expect(toPivotLabel(uri)).toBe('/a?token=[masked]')
    expect(listPivotModes(v2, { ...uri, value: '/a?page=1' })).toEqual(['include', 'exclude'])
  })

  it('is included, and by the same gesture no longer', () => {
    const once = togglePivot(query, v2, email, 'include')
    expect(once?.filters).toEqual([include('actor_email', 'ann@example.com')])
    expect(once && findPivotMode(once, v2, email)).toBe('include')
    expect(once && togglePivot(once, v2, email, 'include')?.filters).toEqual([])
  })

  it('goes over to the other mode instead of standing in both', () => {
    const included = { ...query, filters: [include('actor_email', 'ann@example.com', 'bob@b.c')] }
    expect(togglePivot(included, v2, email, 'exclude')?.filters).toEqual([
      include('actor_email', 'bob@b.c'),
      { parameter: 'actor_email', mode: 'exclude', values: ['ann@example.com'] },
    ])
  })

  it('takes the place of the other values, and leaves other parameters alone', () => {
    const filters: Filter[] = [
      include('action_type', 'delete'),
      include('actor_email', 'bob@example.com', 'cy@example.com'),
      { parameter: 'actor_email', mode: 'exclude', values: ['ann@example.com'] },
    ]
    expect(keepOnlyPivot({ ...query, filters }, v2, email)?.filters).toEqual([
      include('action_type', 'delete'),
      include('actor_email', 'ann@example.com'),
    ])
  })

  it('is filtered by over loaded entries where the API cannot', () => {
    const local = (mode: FilterMode, pointer: string, text: string): FieldFilter => ({
      kind: 'field',
      pointer,
      mode,
      text,
      isExact: true,
    })
    const strange = { field: 'action.type', pointer: '/action/type', value: 'explode', time }
    expect(listPivotModes(v2, strange)).toEqual(['include', 'exclude'])
    const included = togglePivot(query, v2, strange, 'include')
    expect(included?.localFilters).toEqual([local('include', '/action/type', 'explode')])
    expect(included && findPivotMode(included, v2, strange)).toBe('include')
    const leaf = { pointer: '/resource/request/ttl', value: 300, time }
    const excluded = included && togglePivot(included, v2, leaf, 'exclude')
    expect(excluded?.localFilters).toEqual([
      local('include', '/action/type', 'explode'),
      local('exclude', '/resource/request/ttl', '300'),
    ])
    expect(excluded && togglePivot(excluded, v2, leaf, 'exclude')).toEqual(included)
    expect(keepOnlyPivot(query, v2, leaf)?.localFilters).toEqual([
      local('include', '/resource/request/ttl', '300'),
    ])
  })

  it('goes over from a filter of the API to a local one and back', () => {
    expect(isLocalPivot(v1, email, 'include')).toBe(false)
    expect(isLocalPivot(v1, email, 'exclude')).toBe(true)
    const included = togglePivot(olderQuery, v1, email, 'include')
    const excluded = included && togglePivot(included, v1, email, 'exclude')
    expect(excluded?.filters).toEqual([])
    expect(excluded?.localFilters).toHaveLength(1)
    expect(excluded && togglePivot(excluded, v1, email, 'include')).toEqual(included)
  })

  it('cannot be filtered by when it is no text, the time, or too long for a link', () => {
    const long = { pointer: '/resource/request/script', value: 'x'.repeat(3000), time }
    const timely = { field: 'action.time', pointer: '/action/time', value: time, time }
    expect(listPivotModes(v2, long)).toEqual([])
    expect(listPivotModes(v2, timely)).toEqual([])
    for (const value of [null, '', {}, []]) {
      expect(togglePivot(query, v2, { ...email, value }, 'include')).toBeUndefined()
    }
  })
})

describe('the text of a value, anywhere in an entry', () => {
  it('becomes a filter beside the others, once', () => {
    const filtered = { ...query, filters: [include('action_type', 'delete')] }
    const next = addTextPivot(filtered, email)
    expect(next).toEqual({
      ...filtered,
      localFilters: [{ kind: 'text', mode: 'include', text: 'ann@example.com' }],
    })
    expect(next && addTextPivot(next, email)).toBeUndefined()
  })

  it.each([null, '', {}, 'x'.repeat(3_000)])('is none for %j', (value) => {
    expect(addTextPivot(query, { ...email, value })).toBeUndefined()
  })

  it('never takes a secret into the address', () => {
    const uri = { field: 'raw.uri', pointer: '/raw/uri', value: '/a?token=abcdef', time }
    expect(addTextPivot(query, uri)).toBeUndefined()
  })
})

describe('everything of a value', () => {
  it('drops the other filters and keeps the time', () => {
    const filtered = { ...query, filters: [include('action_type', 'delete')] }
    const found = findEverything(filtered, v2, email)
    expect(found?.words).toBe('All activity by this actor')
    expect(found?.next).toEqual({ ...query, filters: [include('actor_email', 'ann@example.com')] })
  })

  it.each([
    ['actor.id', 'All activity by this actor'],
    ['actor.token_id', 'All activity by this token'],
    ['actor.token_name', 'All activity by this token'],
    ['raw.cf_ray_id', 'All activity with this Ray ID'],
    ['resource.id', 'All activity on this resource'],
    ['zone.name', 'All activity in this zone'],
    ['zone.id', 'All activity in this zone'],
    ['resource.type', undefined],
    ['raw.uri', undefined],
    ['id', undefined],
  ])('of %s is called %s', (field, words) => {
    expect(findEverything(query, v2, { field, pointer: '', value: 'x', time })?.words).toBe(words)
  })

  it.each([
    [v1, 'metadata.zone_name', 'All activity in this zone'],
    [insights, 'changed_by', 'All activity by this actor'],
    [insights, 'issue_id', 'All activity on this resource'],
    [insights, 'zone_id', 'All activity in this zone'],
    [insights, 'current_value', undefined],
  ])('in another log is named after what the field means there', (dataset, field, words) => {
    const target = { field, pointer: '', value: 'x', time }
    const other = createQuery(dataset.id, scope)
    expect(findEverything(other, dataset, target)?.words).toBe(words)
  })

  it('says why there is no token where the credential was not recorded', () => {
    const context = (value: string) => ({ field: 'actor.context', pointer: '', value, time })
    expect(findPivotRemark(v2, context('api'))).toContain('The credential was not recorded')
    expect(findPivotRemark(v2, context('api_token'))).toBeUndefined()
    expect(findPivotRemark(v2, { ...context('api'), field: 'actor.email' })).toBeUndefined()
    const inV1 = { field: 'interface', pointer: '', value: 'api', time }
    expect(findPivotRemark(v1, inV1)).toBeUndefined()
  })

  it('of an address is everything from it', () => {
    const target = { field: 'actor.ip_address', pointer: '', value: '198.51.100.7', time }
    expect(findEverything(query, v2, target)?.words).toBe('All activity from this IP')
  })
})

describe('what happened around an entry', () => {
  it('is offered with and without the filters, at a fixed time', () => {
    const filtered = { ...query, filters: [include('action_type', 'delete')] }
    const leads = listAround(filtered, email)
    expect(leads.map(({ words }) => words)).toEqual([
      '± 5 minutes, same filters',
      '± 5 minutes, no filters',
      '± 30 minutes, same filters',
      '± 30 minutes, no filters',
    ])
    expect(leads[0]?.next).toEqual({
      ...filtered,
      timeRange: {
        kind: 'absolute',
        since: '2026-11-20T09:55:00.000Z',
        before: '2026-11-20T10:05:00.000Z',
      },
    })
    expect(leads[3]?.next.filters).toEqual([])
    expect(leads[3]?.next.timeRange).toMatchObject({ before: '2026-11-20T10:30:00.000Z' })
  })

  it('needs no choice without filters, and is not offered without a time', () => {
    expect(listAround(query, email).map(({ words }) => words)).toEqual([
      '± 5 minutes',
      '± 30 minutes',
    ])
    expect(listAround(query, { ...email, time: 'yesterday' })).toEqual([])
  })
})

describe('the log of an entry in a timeline', () => {
  const sources = [
    { dataset: v2.id, scope },
    { dataset: v1.id, scope },
  ]
  const timelineQuery = { ...createQuery(timeline.id, scope), sources }
  const log: PivotTarget = { field: 'log', pointer: '/log', value: 'v1', time }

  it('is filtered by with the sources, and never by a local filter', () => {
    expect(listPivotModes(timeline, log)).toEqual(['include', 'exclude'])
    expect(isLocalPivot(timeline, log, 'exclude')).toBe(false)
    const only = { ...timelineQuery, hiddenSources: [formatSource({ dataset: v2.id, scope })] }
    expect(togglePivot(timelineQuery, timeline, log, 'include')).toEqual(only)
    expect(keepOnlyPivot(timelineQuery, timeline, log)).toEqual(only)
    expect(togglePivot(timelineQuery, timeline, log, 'exclude')).toEqual({
      ...timelineQuery,
      hiddenSources: [formatSource({ dataset: v1.id, scope })],
    })
    expect(findPivotMode(only, timeline, log)).toBeUndefined()
  })

  it('a role is filtered by like a parameter', () => {
    const actor: PivotTarget = { ...email, field: 'actor' }
    expect(togglePivot(timelineQuery, timeline, actor, 'exclude')?.filters).toEqual([
      { parameter: 'actor', mode: 'exclude', values: ['ann@example.com'] },
    ])
  })
})
