import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'
import { createQuery, type LogQuery } from '../log-query.ts'
import { findAllLogsPivot, toAllLogsQuery } from './all-logs-pivot.ts'
import {
  findEverything,
  findPivotRemark,
  isLocalPivot,
  listPivotModes,
  togglePivot,
} from './pivot-gestures.ts'
import type { PivotTarget } from './pivot-target.ts'
import { findPivotLabel } from './resolve-pivot.ts'

const account = { kind: 'account', id: 'a'.repeat(32) } as const
const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')
const access = getDataset('access-authentication-logs')
const scim = getDataset('access-scim-logs')
const insights = getDataset('insight-audit-logs')
const sources = [v2, v1].map(({ id }) => ({ dataset: id, scope: account }))
const inField = (field: string, value: unknown): PivotTarget => ({
  field,
  pointer: `/${field.replaceAll('.', '/')}`,
  value,
  time: '',
})

describe('everything of a value in all logs', () => {
  it.each([
    [v2, 'actor.email', 'ann@example.com', 'actor', 'Everything by this actor'],
    [v2, 'actor.id', 'f00', 'actorId', 'Everything by this actor'],
    [v2, 'actor.token_id', 't1', 'credentialId', 'Everything by this token'],
    [v2, 'actor.ip_address', '192.0.2.1', 'address', 'Everything from this address'],
    [v2, 'resource.id', 'r1', 'resourceId', 'Everything on this resource'],
    [v2, 'zone.name', 'acme.example', 'zone', 'Everything in this zone'],
    [v2, 'raw.cf_ray_id', '8f0', 'ray', 'Everything with this Ray ID'],
    [v1, 'metadata.zone_name', 'acme.example', 'zone', 'Everything in this zone'],
    [access, 'ip_address', '2001:db8::1', 'address', 'Everything from this address'],
    [insights, 'changed_by', 'f00', 'actorId', 'Everything by this actor'],
    [scim, 'cf_resource_id', 'r1', 'resourceId', 'Everything on this resource'],
    [scim, 'resource_user_email', 'ann@example.com', 'actor', 'Everything by this actor'],
  ])('of %s %s', (dataset, field, value, role, words) => {
    expect(findAllLogsPivot(dataset, inField(field, value))).toEqual({ words, role, value })
  })

  it('is recognized by its form in a body', () => {
    const find = (value: unknown) =>
      findAllLogsPivot(v2, { pointer: '/resource/request/x', value, time: '' })?.role
    expect(find('198.51.100.7')).toBe('address')
    expect(find('ann@example.com')).toBe('actor')
    for (const value of ['ann', 'a b@c.de', '1.2', 300, null, {}, 'x@y']) {
      expect(find(value)).toBeUndefined()
    }
  })

  it('is nothing for a kind of things, for a secret, and for what would not be found again', () => {
    expect(findAllLogsPivot(v2, inField('resource.type', 'record'))).toBeUndefined()
    expect(findAllLogsPivot(v2, inField('raw.uri', '/a?token=abcdef'))).toBeUndefined()
    // The id at Cloudflare comes first there.
    expect(findAllLogsPivot(scim, inField('idp_resource_id', 'r1'))).toBeUndefined()
    expect(findAllLogsPivot(v2, inField('actor.ip_address', 'no address'))).toBeUndefined()
  })

  it('drops the other filters, and keeps time and direction', () => {
    const query: LogQuery = {
      ...createQuery(v2.id, account),
      timeRange: { kind: 'relative', range: '9d' },
      direction: 'asc',
      filters: [{ parameter: 'action_type', mode: 'include', values: ['delete'] }],
      localFilters: [{ kind: 'text', mode: 'include', text: 'x' }],
    }
    expect(toAllLogsQuery(query, { role: 'credentialId', value: 't1' }, sources)).toEqual({
      ...query,
      dataset: 'timeline',
      sources,
      filters: [{ parameter: 'credential_id', mode: 'include', values: ['t1'] }],
      localFilters: [],
    })
  })
})

describe('a value of one log in a timeline', () => {
  const query: LogQuery = { ...createQuery('timeline', account), sources }
  const inLog = (dataset: { id: string }, field: string, value: unknown): PivotTarget => ({
    ...inField(field, value),
    log: { dataset: dataset.id, source: 'x' },
  })

  it('is filtered by its role, in the words that all logs share', () => {
    const cases = [
      [inLog(v2, 'actor.email', 'ann@example.com'), 'actor', 'ann@example.com'],
      [inLog(v1, 'action.result', true), 'outcome', 'success'],
      [inLog(access, 'allowed', false), 'outcome', 'failure'],
      [inLog(v2, 'action.type', 'delete'), 'verb', 'delete'],
      [inLog(v1, 'action.type', 'rec_add'), 'action', 'rec_add'],
      [inLog(scim, 'status', 'ERROR'), 'outcome', 'failure'],
    ] as const
    for (const [target, parameter, value] of cases) {
      expect(togglePivot(query, timeline, target, 'exclude')?.filters).toEqual([
        { parameter, mode: 'exclude', values: [value] },
      ])
      expect(isLocalPivot(timeline, target, 'exclude')).toBe(false)
    }
  })

  it('is filtered by locally where it has no role of its own', () => {
    for (const target of [inLog(v2, 'id', 'e1'), inLog(access, 'app_domain', 'x.example')]) {
      expect(togglePivot(query, timeline, target, 'include')).toEqual({
        ...query,
        localFilters: [
          {
            kind: 'field',
            pointer: target.pointer,
            mode: 'include',
            text: target.value,
            isExact: true,
          },
        ],
      })
    }
  })

  it('never takes a pointer of its log for a field of the timeline', () => {
    const { field: _, ...target } = inLog(v2, 'status', 'x')
    expect(togglePivot(query, timeline, target, 'include')?.filters).toEqual([])
  })

  it('has its own name, and is asked about in all sources', () => {
    const target = inLog(v2, 'actor.ip_address', '192.0.2.1')
    expect(findPivotLabel(timeline, target)).toBe('IP address')
    expect(findAllLogsPivot(timeline, target)).toBeUndefined()
    expect(findEverything(query, timeline, target)).toMatchObject({
      words: 'All activity from this IP',
      next: { sources, filters: [{ parameter: 'address', values: ['192.0.2.1'] }] },
    })
    const context = inLog(v2, 'actor.context', 'api')
    expect(findPivotRemark(timeline, context)).toContain('The credential was not recorded')
  })

  it('has no filter by its time, and a value of the timeline itself none over loaded entries', () => {
    expect(listPivotModes(timeline, inLog(v2, 'action.time', 'x'))).toEqual([])
    expect(listPivotModes(timeline, inField('outcome', 'maybe'))).toEqual([])
    expect(listPivotModes(timeline, inField('outcome', 'failure'))).toEqual(['include', 'exclude'])
    // The table names the place in the entry itself.
    const recorded = { ...inField('outcome', 'maybe'), pointer: '/action/result' }
    expect(isLocalPivot(timeline, recorded, 'include')).toBe(true)
  })
})
