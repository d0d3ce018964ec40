import { describe, expect, it } from 'vitest'
import {
  createQuery,
  type Filter,
  type FilterMode,
  type LocalFilter,
  type LogQuery,
} from '../log-query.ts'
import { findNarrowing } from './find-narrowing.ts'

const range = { since: '2026-11-28T16:27:00.000Z', before: '2026-11-29T16:27:00.000Z' }
const account = { kind: 'account', id: '0123456789abcdef0123456789abcdef' } as const
const v2 = createQuery('account-audit-logs-v2', account)
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
const ask = (filters: Filter[], query: LogQuery = v2, timeRange = range) => ({
  query: { ...query, filters },
  timeRange,
})
const unchanged = { since: undefined, before: undefined }

describe('a part of a complete answer', () => {
  it.each<[string, Filter[], Filter[], Filter[]]>([
    ['the same question', [], [], []],
    ['a new filter', [], [include('actor_email', 'a@x.io')], [include('actor_email', 'a@x.io')]],
    [
      'a new exclude beside an include',
      [include('action_type', 'view')],
      [include('action_type', 'view'), exclude('actor_email', 'a@x.io')],
      [exclude('actor_email', 'a@x.io')],
    ],
    [
      'fewer included values',
      [include('action_type', 'create', 'update', 'delete')],
      [include('action_type', 'delete', 'create')],
      [include('action_type', 'delete', 'create')],
    ],
    [
      'more excluded values, of which only the new ones are tested',
      [exclude('zone_name', 'a.example')],
      [exclude('zone_name', 'b.example', 'a.example')],
      [exclude('zone_name', 'b.example')],
    ],
    [
      'the same values in another order',
      [include('action_type', 'create', 'update')],
      [include('action_type', 'update', 'create')],
      [],
    ],
    [
      'a filter beside a product category',
      [include('product_category', 'zerotrust')],
      [include('product_category', 'zerotrust'), include('action_type', 'view')],
      [include('action_type', 'view')],
    ],
  ])('is %s', (_, before, after, filters) => {
    expect(findNarrowing(ask(before), ask(after))).toEqual({ ...unchanged, filters })
  })

  it('is all of it when only filters by rules differ, which the API is not asked', () => {
    const rule = (mode: FilterMode, rule: string): LocalFilter => ({ kind: 'rule', mode, rule })
    const from = { ...v2, localFilters: [rule('exclude', 'attack.t1098')] }
    const to = { ...v2, localFilters: [rule('include', 'effect.loosens')] }
    expect(findNarrowing(ask([], from), ask([], to))).toEqual({ ...unchanged, filters: [] })
  })

  it.each<[string, Filter[], Filter[]]>([
    ['a filter less', [include('action_type', 'view')], []],
    [
      'another included value',
      [include('action_type', 'view')],
      [include('action_type', 'delete')],
    ],
    [
      'an included value more',
      [include('action_type', 'view')],
      [include('action_type', 'view', 'delete')],
    ],
    [
      'an excluded value less',
      [exclude('action_type', 'view', 'delete')],
      [exclude('action_type', 'view')],
    ],
    [
      'an exclude that became an include',
      [exclude('action_type', 'view')],
      [include('action_type', 'view')],
    ],
  ])('is not one with %s', (_, before, after) => {
    expect(findNarrowing(ask(before), ask(after))).toBeUndefined()
  })

  it('is not one of another log, scope or direction', () => {
    const other = { ...account, id: 'f'.repeat(32) }
    for (const query of [
      createQuery('account-audit-logs-v1', account),
      createQuery('account-audit-logs-v2', other),
      { ...v2, direction: 'asc' as const },
    ]) {
      expect(findNarrowing(ask([]), ask([], query))).toBeUndefined()
    }
  })

  it('does not depend on local and disabled filters', () => {
    const local = {
      kind: 'field',
      pointer: '/x',
      mode: 'include',
      text: 'a',
      isExact: false,
    } as const
    const from = { ...v2, localFilters: [local], disabledFilters: [include('action_type', 'view')] }
    expect(findNarrowing(ask([], from), ask([]))).toEqual({ ...unchanged, filters: [] })
  })

  it.each<[string, Filter[], Filter[]]>([
    [
      'a product beside a category',
      [include('product_category', 'zerotrust')],
      [include('product_category', 'zerotrust'), include('resource_product', 'dns')],
    ],
    ['a new category', [], [include('product_category', 'zerotrust')]],
    [
      'a category less of two',
      [include('product_category', 'a', 'b')],
      [include('product_category', 'a')],
    ],
    [
      'an excluded product beside a category',
      [include('product_category', 'a')],
      [include('product_category', 'a'), exclude('resource_product', 'dns')],
    ],
  ])('asks the API for %s, because a category widens', (_, before, after) => {
    expect(findNarrowing(ask(before), ask(after))).toEqual({
      asksBecause: 'Only the API knows which entries “product_category” adds.',
    })
  })

  it('asks the API for a filter that no field has the values of', () => {
    const v1 = createQuery('account-audit-logs-v1', account)
    expect(findNarrowing(ask([], v1), ask([include('hide_user_logs', 'true')], v1))).toEqual({
      asksBecause: 'No field of an entry has the values of “hide_user_logs”.',
    })
  })

  it('compares what is sent: an exclude that is applied to loaded entries stays a local filter', () => {
    const access = createQuery('access-authentication-logs', account)
    const before = [include('email', 'a@x.io')]
    const after = [include('email', 'a@x.io'), exclude('email', 'b@x.io')]
    expect(findNarrowing(ask(before, access), ask(after, access))).toEqual({
      ...unchanged,
      filters: [],
    })
  })
})

describe('the time range of a part', () => {
  it.each<[string, Partial<typeof range>, object | undefined]>([
    [
      'later since',
      { since: '2026-11-29T00:00:00.000Z' },
      { since: '2026-11-29T00:00:00.000Z', before: undefined },
    ],
    [
      'earlier before',
      { before: '2026-11-29T00:00:00Z' },
      { since: undefined, before: '2026-11-29T00:00:00Z' },
    ],
    ['the same bounds in another spelling', { since: '2026-11-28T17:27:00+01:00' }, unchanged],
    ['earlier since', { since: '2026-11-28T16:26:59.999Z' }, undefined],
    ['later before', { before: '2026-11-29T16:27:00.001Z' }, undefined],
    ['no time at all', { since: '2026-11-29T16:27:00.000Z' }, undefined],
    ['a bound finer than milliseconds', { since: '2026-11-29T00:00:00.0005Z' }, undefined],
  ])('with %s', (_, change, bounds) => {
    expect(findNarrowing(ask([]), ask([], v2, { ...range, ...change }))).toEqual(
      bounds && { ...bounds, filters: [] },
    )
  })

  it('has only bounds inside of a finer range', () => {
    const from = ask([], v2, { ...range, since: '2026-11-28T16:27:00.0005Z' })
    expect(findNarrowing(from, ask([]))).toBeUndefined()
    expect(findNarrowing(from, from)).toEqual({ ...unchanged, filters: [] })
  })
})
