import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setHiddenSources } from '../../../query/address/hidden-sources.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import { formatUrl, parseUrl } from '../../../query/address/url-codec.ts'
import { createQuery, type LogQuery, type Source } from '../../../query/log-query.ts'
import { fixMoment, isSameQuestion, isSameSearch, toRunKey, toSearchKey } from './address-search.ts'

const query: LogQuery = {
  ...createQuery('account-audit-logs-v2', { kind: 'account', id: 'a'.repeat(32) }),
  filters: [{ parameter: 'action_type', mode: 'include', values: ['view'] }],
}
const local = {
  kind: 'field',
  pointer: '/actor/email',
  mode: 'include',
  text: 'a',
  isExact: false,
} as const
const now = { nowMs: Date.parse('2026-11-21T12:00:00Z'), run: 7, isReload: false }

describe('the names of a search', () => {
  it('do not depend on the order in which the query is put together', () => {
    const moment = fixMoment(query, now)
    const members = Object.entries(query)
    fc.assert(
      fc.property(fc.shuffledSubarray(members, { minLength: members.length }), (order) => {
        const same = Object.fromEntries(order) as LogQuery
        expect(toSearchKey(same)).toBe(toSearchKey(query))
        expect(toRunKey(same, moment)).toBe(toRunKey(query, moment))
      }),
    )
  })

  it('survive the way through the address', () => {
    const { pathname, search } = new URL(formatUrl(query), 'https://gumshoe.test')
    const read = parseUrl(pathname, search)?.query
    expect(read && toSearchKey(read)).toBe(toSearchKey(query))
  })

  it('change with the order of filters, which the API is asked in', () => {
    const other = { parameter: 'actor_email', mode: 'include', values: ['a@example.com'] } as const
    const [one, two] = [
      [...query.filters, other],
      [other, ...query.filters],
    ]
    expect(toSearchKey({ ...query, filters: one })).not.toBe(
      toSearchKey({ ...query, filters: two }),
    )
  })

  it('differ where only the moment does', () => {
    const moment = fixMoment(query, now)
    expect(toRunKey(query, { ...moment, run: 8 })).not.toBe(toRunKey(query, moment))
    expect(toRunKey(query, {})).not.toBe(toRunKey(query, moment))
  })
})

describe('a change', () => {
  it.each<[string, Partial<LogQuery>, boolean]>([
    ['adds a local filter', { localFilters: [local] }, true],
    ['keeps a filter that is off', { disabledFilters: query.filters }, true],
    ['keeps a local filter that is off', { disabledLocalFilters: [local] }, true],
    ['removes a filter', { filters: [] }, false],
    ['turns a filter off', { filters: [], disabledFilters: query.filters }, false],
    ['turns the direction', { direction: 'asc' }, false],
    ['is none: then the search is run again', {}, false],
  ])('that %s', (_, change, isSame) => {
    expect(isSameSearch(query, { ...query, ...change })).toBe(isSame)
  })
})

describe('hiding logs of a timeline', () => {
  const [v2, v1, user] = [
    { dataset: 'account-audit-logs-v2', scope: query.scope },
    { dataset: 'account-audit-logs-v1', scope: query.scope },
    { dataset: 'user-audit-logs-v1', scope: { kind: 'user' } as const },
  ]
  const timeline: LogQuery = {
    ...createQuery('timeline', query.scope),
    sources: [v2, v1, user],
  }
  const hide = (...sources: readonly Source[]) =>
    setHiddenSources(timeline, (source) => sources.includes(source))

  it('sends the same requests where a search has asked them', () => {
    expect(isSameSearch(timeline, hide(v1))).toBe(true)
    expect(isSameSearch(hide(v1), timeline)).toBe(true)
    expect(isSameSearch(hide(v1), hide(v2, user))).toBe(true)
    expect(toSearchKey(hide(v1))).toBe(toSearchKey(timeline))
  })

  it('needs another search to show a log that was hidden when the search started', () => {
    const { unasked } = fixMoment(hide(v1), now)
    expect(unasked).toEqual([formatSource(v1)])
    expect(isSameSearch(hide(v1), timeline, unasked)).toBe(false)
    expect(isSameSearch(hide(v1), hide(v2, v1), unasked)).toBe(true)
    expect(isSameSearch(hide(v1), hide(v2), unasked)).toBe(false)
    expect(toRunKey(timeline, { run: 7, ...(unasked && { unasked }) })).toBe(
      toRunKey(timeline, { run: 7 }),
    )
  })

  it('is no other search where a log is removed that was not asked', () => {
    const without = setHiddenSources({ ...timeline, sources: [v2, user] }, () => false)
    expect(isSameSearch(hide(v1), without, [formatSource(v1)])).toBe(true)
    expect(isSameSearch(hide(v1), without)).toBe(false)
  })
})

describe('a question', () => {
  const v1 = { dataset: 'account-audit-logs-v1', scope: query.scope }
  const timeline: LogQuery = {
    ...createQuery('timeline', query.scope),
    sources: [{ dataset: 'account-audit-logs-v2', scope: query.scope }, v1],
  }

  it.each<[string, Partial<LogQuery>, boolean]>([
    ['a local filter', { localFilters: [local] }, true],
    ['a filter that is off', { disabledFilters: query.filters }, true],
    ['another filter', { filters: [] }, false],
    ['another time range', { timeRange: { kind: 'relative', range: '3d' } }, false],
    ['the other direction', { direction: 'asc' }, true],
  ])('of a log with %s is the same: %s', (_, change, isSame) => {
    expect(isSameQuestion(query, { ...query, ...change }, { verdict: 'complete' })).toBe(isSame)
  })

  it('about a part of the range is another one in the other direction', () => {
    const other: LogQuery = { ...query, direction: 'asc' }
    expect(isSameQuestion(query, other, { verdict: 'partial' })).toBe(false)
    expect(isSameQuestion(query, { ...query, localFilters: [] }, { verdict: 'partial' })).toBe(true)
  })

  it('with a hidden log is another one: that log may not be loaded', () => {
    const hidden = setHiddenSources(timeline, (source) => source === v1)
    const { verdict } = { verdict: 'complete' } as const
    expect(isSameQuestion(timeline, hidden, { verdict })).toBe(false)
    expect(isSameQuestion(hidden, { ...hidden, localFilters: [local] }, { verdict })).toBe(true)
  })
})

describe('a moment', () => {
  it('fixes a relative range, and takes fixed ends as they are', () => {
    const ends = { since: '2026-11-01T00:00:00.000Z', before: '2026-11-02T00:00:00.000Z' }
    expect(fixMoment(query, now)).toEqual({
      timeRange: { since: '2026-11-20T12:00:00.000Z', before: '2026-11-21T12:00:00.000Z' },
      run: 7,
    })
    const absolute: LogQuery = { ...query, timeRange: { kind: 'absolute', ...ends } }
    expect(fixMoment(absolute, now).timeRange).toEqual(ends)
  })
})
