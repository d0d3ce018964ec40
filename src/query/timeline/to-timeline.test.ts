import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasets, getDataset } from '../../catalog/index.ts'
import { findRole } from '../../catalog/timeline/timeline-role.ts'
import { formatUrl, parseUrl } from '../address/url-codec.ts'
import {
  createQuery,
  type FieldFilter,
  type Filter,
  type LogQuery,
  type Scope,
  type Source,
} from '../log-query.ts'
import { keepRequired } from '../required/required-filter.ts'
import { queryOf } from '../testing/arbitrary-query.ts'
import { toTimeline } from './to-timeline.ts'

const account: Scope = { kind: 'account', id: 'a'.repeat(32) }
const v2 = createQuery('account-audit-logs-v2', account)
const v1 = createQuery('account-audit-logs-v1', account)
const sources: readonly Source[] = [
  { dataset: v1.dataset, scope: account },
  { dataset: v2.dataset, scope: account },
  { dataset: 'user-audit-logs-v1', scope: { kind: 'user' } },
]
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
const onField = (pointer: string, text: string, isExact = true): FieldFilter => ({
  kind: 'field',
  pointer,
  mode: 'exclude',
  text,
  isExact,
})

describe('the question of one log as a timeline', () => {
  it('asks the sources, and keeps time and direction', () => {
    const asked: LogQuery = {
      ...v2,
      direction: 'asc',
      timeRange: { kind: 'relative', range: '9d' },
    }
    expect(toTimeline(asked, sources)).toEqual({
      query: { ...asked, dataset: 'timeline', scope: account, sources },
      messages: [],
      localMessages: [],
    })
  })

  it('has the log itself among its sources in any case', () => {
    const zone: Scope = { kind: 'zone', id: 'b'.repeat(32) }
    const own = { dataset: 'insight-audit-logs', scope: zone }
    const insights = createQuery('insight-audit-logs', zone)
    expect(toTimeline(insights, sources).query.sources).toEqual([own, ...sources])
    const scim = {
      ...createQuery('access-scim-logs', account),
      filters: [include('idp_id', 'idp-1')],
    }
    const { query, messages } = toTimeline(scim, [])
    expect(query.sources).toEqual([
      { dataset: 'access-scim-logs', scope: account, filters: [include('idp_id', 'idp-1')] },
    ])
    expect([query.filters, messages]).toEqual([[], []])
  })

  it('filters by roles, in the words that all logs share', () => {
    const filters = [
      include('actor_email', 'ann@example.com', 'bob@example.com'),
      exclude('actor_ip_address', '192.0.2.1'),
      include('action_result', 'failure'),
      include('action_type', 'create', 'delete'),
      include('zone_id', 'z1'),
    ]
    const { query, ...said } = toTimeline({ ...v2, filters }, sources)
    expect(query.filters).toEqual([
      include('actor', 'ann@example.com', 'bob@example.com'),
      exclude('address', '192.0.2.1'),
      include('outcome', 'failure'),
      include('verb', 'create', 'delete'),
      include('zone_id', 'z1'),
    ])
    expect(said).toEqual({ messages: [], localMessages: [] })
  })

  it('compares the word of an action as it is where the log has no closed list', () => {
    const { query } = toTimeline({ ...v1, filters: [include('action.type', 'rec_add')] }, sources)
    expect(query.filters).toEqual([include('action', 'rec_add')])
  })

  it('translates the outcomes of a log without such a word', () => {
    const access = createQuery('access-authentication-logs', account)
    const isRefused: FieldFilter = { ...onField('/allowed', 'false'), mode: 'include' }
    const { query } = toTimeline({ ...access, localFilters: [isRefused] }, sources)
    expect(query.filters).toEqual([include('outcome', 'failure')])
  })

  it('applies to loaded entries what is no role, and says what that means', () => {
    const filters = [include('id', 'e1'), exclude('resource_scope', 'zones')]
    const { query, ...said } = toTimeline({ ...v2, filters }, sources)
    expect(query.filters).toEqual([])
    expect(query.localFilters).toEqual([
      { ...onField('/id', 'e1'), mode: 'include' },
      onField('/resource/scope', 'zones'),
    ])
    expect(said).toEqual({
      messages: [],
      localMessages: [
        '“Entry id is e1” is applied to loaded entries; only entries that have this field can match',
        '“Resource scope is not zones” is applied to loaded entries; entries without this field stay',
      ],
    })
  })

  it('drops what no field has, and what is no value of a field', () => {
    const category = toTimeline({ ...v2, filters: [include('product_category', 'x')] }, sources)
    expect(category.query.localFilters).toEqual([])
    expect(category.messages).toEqual(['Product category is x'])
    const { query, messages } = toTimeline(
      { ...v1, filters: [include('hide_user_logs', 'true')] },
      sources,
    )
    expect([query.filters, query.localFilters]).toEqual([[], []])
    expect(messages).toEqual(['Hide user entries is true'])
  })

  it('makes exact local filters on a role filters by role, and keeps the others', () => {
    const others = [
      onField('/actor/email', 'bob', false),
      onField('/action/info', 'x'),
      onField('/metadata/zone', 'x'),
      { kind: 'text', mode: 'include', text: 'grafana' } as const,
    ]
    const localFilters = [
      onField('/actor/ip', '192.0.2.0/24', false),
      onField('/actor/ip', '198.51.100.1'),
      ...others,
    ]
    const { query } = toTimeline({ ...v1, localFilters }, sources)
    expect(query.filters).toEqual([
      exclude('address', '192.0.2.0/24', '198.51.100.1'),
      exclude('description', 'x'),
    ])
    expect(query.localFilters).toEqual(others.filter((each) => each !== others[1]))
  })

  it('lets two filters on one role both match', () => {
    const asked: LogQuery = {
      ...v2,
      filters: [include('actor_email', 'ann@example.com')],
      localFilters: [{ ...onField('/actor/email', 'bob@example.com'), mode: 'include' }],
    }
    const { query } = toTimeline(asked, sources)
    expect(query.filters).toEqual([include('actor', 'ann@example.com')])
    expect(query.localFilters).toEqual(asked.localFilters)
  })

  it('changes the sources of a timeline, and nothing else', () => {
    const { query } = toTimeline({ ...v2, filters: [include('actor_email', 'a@b.c')] }, sources)
    expect(toTimeline(query, sources.slice(1)).query).toEqual({
      ...query,
      sources: sources.slice(1),
    })
  })
})

it('loses no filter, and the result survives an address', () => {
  const queries = fc.constantFrom(...datasets).chain(queryOf)
  fc.assert(
    fc.property(queries, (query) => {
      const { query: next, messages, localMessages } = toTimeline(query, sources)
      const url = new URL(formatUrl(next), 'https://x.example')
      const parsed = parseUrl(url.pathname, url.search)
      expect(parsed).toMatchObject({ problems: [], query: { filters: next.filters } })
      expect(next.filters.every(({ parameter }) => findRole(parameter))).toBe(true)
      const dataset = getDataset(query.dataset)
      for (const [before, after] of [
        [query.filters, next.filters],
        [query.disabledFilters, next.disabledFilters],
      ] as const) {
        const counted = before.length - keepRequired(dataset, before).length
        expect(after.length + messages.length + localMessages.length).toBeGreaterThanOrEqual(
          counted,
        )
      }
    }),
  )
})
