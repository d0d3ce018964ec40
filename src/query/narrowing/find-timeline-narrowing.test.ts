import { describe, expect, it } from 'vitest'
import { timelineId } from '../../catalog/timeline/timeline.ts'
import { setHiddenSources } from '../address/hidden-sources.ts'
import { formatSource } from '../address/source-text.ts'
import { createQuery, type Filter, type LogQuery, type Scope, type Source } from '../log-query.ts'
import { findTimelineNarrowing } from './find-timeline-narrowing.ts'

const range = { since: '2026-11-28T16:27:00.000Z', before: '2026-11-29T16:27:00.000Z' }
const account: Scope = { kind: 'account', id: '0123456789abcdef0123456789abcdef' }
const [v2, v1, insights]: readonly Source[] = [
  { dataset: 'account-audit-logs-v2', scope: account },
  { dataset: 'account-audit-logs-v1', scope: account },
  { dataset: 'insight-audit-logs', scope: account },
]
const all = [v2, v1, insights].flatMap((source) => source ?? [])
const toText = (source: Source | undefined) => (source ? formatSource(source) : '')
const [ofV2, ofV1, ofInsights] = [v2, v1, insights].map(toText)
const texts = all.map(formatSource)

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

function ask(filters: readonly Filter[], change: Partial<LogQuery> = {}, timeRange = range) {
  const query = { ...createQuery(timelineId, account), sources: all, filters, ...change }
  return { query, timeRange }
}

function find(before: Parameters<typeof ask>, after: Parameters<typeof ask>, complete = texts) {
  return findTimelineNarrowing(ask(...before), ask(...after), complete)
}

const unchanged = { since: undefined, before: undefined }

describe('a part of a timeline', () => {
  it('has of each log the filters that its API was not asked by', () => {
    expect(find([[]], [[include('actor', 'a@x.io'), exclude('actor_id', 'b')]])).toEqual({
      ...unchanged,
      logs: {
        [ofV2 ?? '']: [include('actor_email', 'a@x.io'), exclude('actor_id', 'b')],
        // Its API cannot exclude: that is applied to what is loaded, as in the read.
        [ofV1 ?? '']: [include('actor.email', 'a@x.io')],
      },
    })
  })

  it('has no entries of a log that cannot contain the answer', () => {
    const found = find([[]], [[include('credential_id', 'deploy-7')]])
    expect(found).toMatchObject({ logs: { [ofV2 ?? '']: [include('actor_token_id', 'deploy-7')] } })
    expect(Object.keys(found && 'logs' in found ? found.logs : {})).toEqual([ofV2])
  })

  it('may have no log that can contain the answer', () => {
    const onlyInsights = { sources: all.slice(2) }
    const narrower: Filter[] = [include('address', '192.0.2.1')]
    expect(find([[], onlyInsights], [narrower, onlyInsights])).toEqual({ ...unchanged, logs: {} })
  })

  it('does not depend on what is applied after loading', () => {
    const name = include('resource_name', 'grafana')
    const before = [exclude('resource_name', 'other')]
    const sources = [v2, v1].flatMap((source) => source ?? [])
    expect(find([before, { sources }], [[name], { sources }])).toEqual({
      ...unchanged,
      logs: { [ofV2 ?? '']: [], [ofV1 ?? '']: [] },
    })
  })

  it('has fewer logs, in the same order', () => {
    const without = { sources: all.filter((source) => source !== v1) }
    expect(find([[]], [[], without])).toEqual({
      ...unchanged,
      logs: { [ofV2 ?? '']: [], [ofInsights ?? '']: [] },
    })
    expect(find([[], without], [[]])).toBeUndefined()
    expect(find([[]], [[], { sources: all.toReversed() }])).toBeUndefined()
  })

  it('has hidden logs too, because they can be shown without a request', () => {
    const { query } = ask([])
    const hidden = setHiddenSources(query, (source) => source === v1)
    const found = findTimelineNarrowing(ask([]), { query: hidden, timeRange: range }, texts)
    expect(found).toEqual({ ...unchanged, logs: Object.fromEntries(texts.map((id) => [id, []])) })
  })

  it('has only logs that were read completely', () => {
    const complete = texts.filter((text) => text !== ofInsights)
    expect(find([[]], [[]], complete)).toBeUndefined()
    expect(find([[]], [[include('address', '192.0.2.1')]], complete)).toMatchObject({
      logs: { [ofV2 ?? '']: expect.anything(), [ofV1 ?? '']: expect.anything() },
    })
  })

  it('has the bounds that differ', () => {
    const since = '2026-11-29T00:00:00.000Z'
    expect(find([[]], [[], {}, { ...range, since }])).toMatchObject({ since, before: undefined })
    const earlier = { ...range, since: '2026-11-01T00:00:00.000Z' }
    expect(find([[]], [[], {}, earlier])).toBeUndefined()
  })

  it.each<[string, Filter[], Filter[], Partial<LogQuery>]>([
    ['a filter less', [include('actor', 'a@x.io')], [], {}],
    [
      'a log that could not contain the wider answer',
      [include('address', '192.0.2.1')],
      [exclude('address', '192.0.2.1')],
      {},
    ],
    ['another value', [include('actor', 'a@x.io')], [include('actor', 'b@x.io')], {}],
    ['the other direction', [], [], { direction: 'asc' }],
    [
      'another log',
      [],
      [],
      { sources: [{ dataset: 'user-audit-logs-v1', scope: { kind: 'user' } }] },
    ],
  ])('is not one with %s', (_, before, after, change) => {
    expect(find([before], [after, change])).toBeUndefined()
  })

  it('is not one of a single log', () => {
    const single = { query: createQuery('account-audit-logs-v2', account), timeRange: range }
    expect(findTimelineNarrowing(ask([]), single, texts)).toBeUndefined()
    expect(findTimelineNarrowing(single, ask([]), texts)).toBeUndefined()
  })
})
