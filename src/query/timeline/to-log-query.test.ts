import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasets } from '../../catalog/index.ts'
import { hasIds } from '../../catalog/scopes.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'
import { formatUrl, parseUrl } from '../address/url-codec.ts'
import { createQuery, type Filter, type LogQuery, type Scope, type Source } from '../log-query.ts'
import { listRequiredFilters } from '../required/required-filter.ts'
import { queryOf } from '../testing/arbitrary-query.ts'
import { toLogQuery } from './to-log-query.ts'
import { toTimeline } from './to-timeline.ts'

const account: Scope = { kind: 'account', id: 'a'.repeat(32) }
const toSource = (dataset: string): Source => ({ dataset, scope: account })
const v2 = toSource('account-audit-logs-v2')
const v1 = toSource('account-audit-logs-v1')
const access = toSource('access-authentication-logs')
const scim: Source = {
  ...toSource('access-scim-logs'),
  filters: [{ parameter: 'idp_id', mode: 'include', values: ['idp-1'] }],
}

const include = (parameter: string, ...values: string[]): Filter => ({
  parameter,
  mode: 'include',
  values,
})

function ask(...filters: Filter[]): LogQuery {
  return { ...createQuery('timeline', account), sources: [v2, v1, access], filters }
}

describe('the question of a timeline to one log', () => {
  it('has filters of its API, in the words of the log', () => {
    const question = ask(include('actor', 'ann@example.com'), include('outcome', 'failure'))
    expect(toLogQuery(question, v2)).toEqual({
      query: {
        ...createQuery(v2.dataset, account),
        filters: [include('actor_email', 'ann@example.com'), include('action_result', 'failure')],
      },
      messages: [],
      localMessages: [],
    })
  })

  it('applies to loaded entries what the API has no filter for', () => {
    const { query, ...said } = toLogQuery(
      ask({ parameter: 'actor', mode: 'exclude', values: ['a@b.c', 'd@e.f'] }),
      v1,
    )
    expect(query.filters).toEqual([])
    expect(query.localFilters).toEqual(
      ['a@b.c', 'd@e.f'].map((text) => ({
        kind: 'field',
        pointer: '/actor/email',
        mode: 'exclude',
        text,
        isExact: true,
      })),
    )
    expect(said).toEqual({
      messages: [],
      localMessages: ['“Actor is not a@b.c or d@e.f” is applied to loaded entries'],
    })
  })

  it('takes a network as a local filter, and the outcomes of v1 in its spelling', () => {
    const network = toLogQuery(ask(include('address', '192.0.2.0/24')), v2)
    expect(network.query.localFilters).toEqual([
      {
        kind: 'field',
        pointer: '/actor/ip_address',
        mode: 'include',
        text: '192.0.2.0/24',
        isExact: false,
      },
    ])
    const outcome = toLogQuery(ask(include('outcome', 'failure')), v1)
    expect(outcome.query.localFilters).toMatchObject([
      { pointer: '/action/result', text: 'false' },
      { pointer: '/action/result', text: 'failure' },
    ])
  })

  it('searches a role with several locations as a text', () => {
    const { query, localMessages } = toLogQuery(ask(include('resource_name', 'grafana')), v2)
    expect(query.localFilters).toEqual([{ kind: 'text', mode: 'include', text: 'grafana' }])
    expect(localMessages).toEqual([
      '“Resource name is grafana” is searched as a text anywhere in loaded entries',
    ])
    const several = toLogQuery(ask(include('resource_name', 'grafana', 'loki')), v2)
    expect(several.query.localFilters).toEqual([])
    expect(several.messages).toEqual(['Resource name is grafana or loki'])
  })

  it('narrows by the actions of a verb, or drops it', () => {
    const created = toLogQuery(ask(include('verb', 'create')), v2)
    expect(created.query.filters).toEqual([include('action_type', 'create')])
    expect(created.localMessages).toEqual(['“Verb is create” is “Action type is create”'])
    const signIns = toLogQuery(ask(include('verb', 'sign-in')), v1)
    expect([signIns.query.filters, signIns.messages]).toEqual([[], ['Verb is sign-in']])
  })

  it('drops what the log does not record', () => {
    const { query, messages } = toLogQuery(
      ask(include('credential_id', 't'), include('actor', 'a@b.c')),
      access,
    )
    expect(query.filters).toEqual([include('email', 'a@b.c')])
    expect(messages).toEqual(['Credential id is t (Access sign-ins does not record it)'])
  })

  it('keeps the filter that its log requires once, and disabled filters disabled', () => {
    const question = { ...ask(), disabledFilters: [include('outcome', 'success')] }
    expect(toLogQuery(question, scim).query).toMatchObject({
      filters: scim.filters,
      disabledFilters: [include('status', 'SUCCESS')],
      localFilters: [],
    })
  })

  it('gives the dates of the range as the log takes them', () => {
    const question: LogQuery = {
      ...ask(),
      timeRange: { kind: 'absolute', since: '2026-11-01' },
    }
    expect(toLogQuery(question, scim).query.timeRange).toEqual({
      kind: 'absolute',
      since: '2026-11-01T00:00:00Z',
    })
  })
})

const anySource = fc.constantFrom(
  ...datasets.flatMap((dataset) =>
    dataset.scopes.map(({ kind }): Source => {
      const scope = hasIds(kind) ? { kind, id: 'b'.repeat(32) } : { kind }
      const filters = listRequiredFilters(dataset).map(({ wireName }) => include(wireName, 'idp'))
      return { dataset: dataset.id, scope, ...(filters.length > 0 && { filters }) }
    }),
  ),
)
// The timeline has no scope of its own.
const questions = queryOf({ ...timeline, scopes: datasets[0]?.scopes ?? [] })

it('survives an address', () => {
  fc.assert(
    fc.property(questions, anySource, (question, source) => {
      const { query } = toLogQuery({ ...question, sources: [source] }, source)
      const url = new URL(formatUrl(query), 'https://x.example')
      const parsed = parseUrl(url.pathname, url.search)
      expect(parsed).toMatchObject({ problems: [], query: { filters: query.filters } })
    }),
  )
})

it('comes back from a timeline as it was where each filter is one of the API', () => {
  const filters = [
    include('actor_email', 'ann@example.com'),
    { parameter: 'actor_ip_address', mode: 'exclude', values: ['192.0.2.1'] } as const,
    include('resource_product', 'dns'),
    include('action_result', 'success'),
  ]
  const query: LogQuery = {
    ...createQuery(v2.dataset, account),
    direction: 'asc',
    filters,
    disabledFilters: [include('raw_cf_ray_id', 'r')],
    localFilters: [{ kind: 'text', mode: 'include', text: 'x' }],
  }
  expect(toLogQuery(toTimeline(query, [v1, v2]).query, v2).query).toEqual(query)
})
