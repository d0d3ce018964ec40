import { describe, expect, it } from 'vitest'
import type { Scope } from '../log-query.ts'
import { planTimeline } from './plan-timeline.ts'
import type { RoleFilter, TimelineQuery } from './timeline-query.ts'

const account: Scope = { kind: 'account', id: '0'.repeat(32) }
const v2 = { dataset: 'account-audit-logs-v2', scope: account }
const v1 = { dataset: 'account-audit-logs-v1', scope: account }
const insights = { dataset: 'insight-audit-logs', scope: account }
const access = { dataset: 'access-authentication-logs', scope: account }

function plan(...filters: RoleFilter[]) {
  const question: TimelineQuery = {
    sources: [v2, v1, insights, access],
    timeRange: { kind: 'relative', range: '7d' },
    direction: 'asc',
    filters,
    localFilters: [],
  }
  return Object.fromEntries(
    planTimeline(question).map(({ source, query, ...rest }) => [
      source.dataset,
      query ? { sent: query.filters, ...rest } : rest,
    ]),
  )
}

const include = (role: RoleFilter['role'], ...values: string[]): RoleFilter => ({
  role,
  mode: 'include',
  values,
})
const exclude = (role: RoleFilter['role'], ...values: string[]): RoleFilter => ({
  role,
  mode: 'exclude',
  values,
})

describe('the plan of a timeline', () => {
  it('asks every log for everything without filters', () => {
    const all = { sent: [], roleFilters: [], unchecked: [] }
    expect(plan()).toEqual({
      'account-audit-logs-v2': all,
      'account-audit-logs-v1': all,
      'insight-audit-logs': all,
      'access-authentication-logs': all,
    })
  })

  it('gives filters by rules to every log', () => {
    const localFilters = [{ kind: 'rule', mode: 'include', rule: 'effect.loosens' }] as const
    const plans = planTimeline({
      sources: [v2, access],
      timeRange: { kind: 'relative', range: '7d' },
      ...{ direction: 'desc', filters: [], localFilters },
    })
    expect(plans.map(({ query }) => query?.localFilters)).toEqual([localFilters, localFilters])
  })

  it('keeps time and direction', () => {
    const [first] = planTimeline({
      sources: [v2],
      timeRange: { kind: 'absolute', since: '2026-11-01' },
      direction: 'asc',
      filters: [],
      localFilters: [],
    })
    expect(first?.query).toMatchObject({
      ...v2,
      timeRange: { kind: 'absolute', since: '2026-11-01' },
      direction: 'asc',
    })
  })

  it('does not ask a log that cannot contain what is included', () => {
    expect(plan(include('credentialId', 'deploy-7'))).toEqual({
      'account-audit-logs-v2': {
        sent: [{ parameter: 'actor_token_id', mode: 'include', values: ['deploy-7'] }],
        roleFilters: [],
        unchecked: [],
      },
      'account-audit-logs-v1': { cannotContain: ['credentialId'] },
      'insight-audit-logs': { cannotContain: ['credentialId'] },
      'access-authentication-logs': { cannotContain: ['credentialId'] },
    })
  })

  it('says where an exclude cannot be checked', () => {
    const planned = plan(exclude('credentialId', 'deploy-7'))
    expect(planned['account-audit-logs-v2']).toMatchObject({ unchecked: [] })
    expect(planned['account-audit-logs-v1']).toEqual({
      sent: [],
      roleFilters: [],
      unchecked: ['credentialId'],
    })
  })

  it('matches after loading where the API cannot exclude', () => {
    const filter = exclude('actor', 'alice@example.com')
    expect(plan(filter)['account-audit-logs-v1']).toEqual({
      sent: [],
      roleFilters: [filter],
      unchecked: [],
    })
  })

  it('matches a network after loading where the API takes one address', () => {
    const network = include('address', '203.0.113.0/24', '192.0.2.7')
    const planned = plan(network)
    expect(planned['account-audit-logs-v2']).toMatchObject({ sent: [], roleFilters: [network] })
    expect(planned['account-audit-logs-v1']).toMatchObject({
      sent: [{ parameter: 'actor.ip', mode: 'include', values: network.values }],
      roleFilters: [],
    })
  })

  it('translates outcomes to the spelling of the log', () => {
    const planned = plan(include('outcome', 'failure'))
    expect(planned['account-audit-logs-v2']).toMatchObject({
      sent: [{ parameter: 'action_result', mode: 'include', values: ['failure'] }],
    })
    expect(planned['insight-audit-logs']).toEqual({ cannotContain: ['outcome'] })
  })

  it('narrows by the actions of a verb, and tests the verb after loading', () => {
    const verbs = include('verb', 'create', 'delete')
    expect(plan(verbs)['account-audit-logs-v2']).toEqual({
      sent: [{ parameter: 'action_type', mode: 'include', values: ['create', 'delete'] }],
      roleFilters: [verbs],
      unchecked: [],
    })
    for (const filter of [include('verb', 'sign-in'), exclude('verb', 'view')]) {
      expect(plan(filter)['account-audit-logs-v2']).toEqual({
        sent: [],
        roleFilters: [filter],
        unchecked: [],
      })
    }
  })

  it('asks by one of two roles that are the same parameter, because an entry has to match both', () => {
    const [verbs, actions] = [include('verb', 'create'), include('action', 'update')]
    expect(plan(verbs, actions)['account-audit-logs-v2']).toEqual({
      sent: [{ parameter: 'action_type', mode: 'include', values: ['create'] }],
      roleFilters: [verbs, actions],
      unchecked: [],
    })
  })

  it('tests a role with several locations after loading', () => {
    const name = include('resourceName', 'grafana')
    expect(plan(name)['access-authentication-logs']).toMatchObject({
      sent: [],
      roleFilters: [name],
    })
  })

  it('tests a value after loading that the API would refuse', () => {
    const outcome = include('outcome', 'success', 'unheard')
    expect(plan(outcome)['account-audit-logs-v2']).toMatchObject({
      sent: [],
      roleFilters: [outcome],
    })
  })
})
