import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createQuery, type LogQuery, type Scope, type Source } from '../log-query.ts'
import { toAllLogsQuery } from '../pivot/all-logs-pivot.ts'
import { planTimeline } from '../timeline/plan-timeline.ts'
import { toLogQuery } from '../timeline/to-log-query.ts'
import { toTimeline } from '../timeline/to-timeline.ts'
import { toTimelineQuery } from '../timeline/to-timeline-query.ts'
import { isHiddenSource, setHiddenSources, toAskedQuery } from './hidden-sources.ts'
import { formatSource } from './source-text.ts'
import { formatUrl, parseUrl } from './url-codec.ts'

const acme: Scope = { kind: 'account', id: 'a'.repeat(32) }
const v2: Source = { dataset: 'account-audit-logs-v2', scope: acme }
const v1: Source = { dataset: 'account-audit-logs-v1', scope: acme }
const user: Source = { dataset: 'user-audit-logs-v1', scope: { kind: 'user' } }
const scim: Source = {
  dataset: 'access-scim-logs',
  scope: acme,
  filters: [{ parameter: 'idp_id', mode: 'include', values: ['6f9d3c1e-2f4b-4d7a', 'b&c=d e'] }],
}
const all = [v2, v1, user, scim]
const query: LogQuery = { ...createQuery('timeline', acme), sources: all }

function hide(...hidden: readonly Source[]): LogQuery {
  return setHiddenSources(query, (source) => hidden.includes(source))
}

function parse(address: string) {
  const { pathname, search } = new URL(address, 'https://gumshoe.test')
  const parsed = parseUrl(pathname, search)
  if (!parsed) throw new Error(`${address} names no dataset.`)
  return parsed
}

describe('the hidden sources of a timeline', () => {
  it('survive the way through the address, in their order among the others', () => {
    const sources = fc.shuffledSubarray(all, { minLength: 1 })
    const choice = sources.chain((chosen) =>
      fc.tuple(fc.constant(chosen), fc.subarray(chosen, { maxLength: chosen.length })),
    )
    fc.assert(
      fc.property(choice, ([chosen, hidden]) => {
        const scope = chosen[0]?.scope ?? acme
        const before = setHiddenSources({ ...query, sources: chosen, scope }, (source) =>
          hidden.includes(source),
        )
        const address = formatUrl(before)
        const { query: after, problems } = parse(address)
        expect(after).toEqual(before)
        expect(problems).toEqual([])
        expect(formatUrl(after)).toBe(address)
      }),
    )
  })

  it('are written like disabled filters', () => {
    expect(formatUrl(hide(v1))).toContain(
      `?in=accounts/${acme.id}/logs/audit&off=in%3Daccounts/${acme.id}/audit_logs&in=user/audit_logs&`,
    )
  })

  it.each([
    ['off=in%3Duser/audit_logs&in=user/audit_logs', 'hidden one'],
    ['in=user/audit_logs&off=in%3Duser/audit_logs', 'hidden one'],
    ['in=user/audit_logs&off=in%3Dx', 'names no log'],
  ])('have problems that are named: %s', (search, words) => {
    const { query: parsed, problems } = parse(`/timeline?${search}`)
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(words)])
    expect(parsed.sources).toHaveLength(1)
    expect(parsed.hiddenSources).toEqual(search.startsWith('off') ? ['user/audit_logs'] : undefined)
  })

  it('are no part of the page of one log', () => {
    const { query: parsed, problems } = parse(
      `/accounts/${acme.id}/logs/audit?off=in%3Duser/audit_logs`,
    )
    expect(problems).toHaveLength(1)
    expect(parsed).not.toHaveProperty('hiddenSources')
  })

  it('are not asked by a plan, which names them', () => {
    const plans = planTimeline(toTimelineQuery(hide(v1, scim)))
    expect(plans.map(({ isHidden }) => isHidden)).toEqual([undefined, true, undefined, true])
    expect(plans.map((plan) => plan.query !== undefined)).toEqual([true, false, true, false])
  })

  it('are asked unless they are among those that a search did not ask', () => {
    const hiding = hide(v1, user)
    expect(toAskedQuery(hiding, [formatSource(v1)])).toEqual({
      ...query,
      sources: [v2, user, scim],
      hiddenSources: [formatSource(user)],
    })
    // A source that was shown meanwhile has to be asked.
    expect(toAskedQuery(query, [formatSource(v1)])).toEqual(query)
  })

  it('stay hidden where other sources are chosen, and are forgotten where they are not', () => {
    const hiding = hide(v1, user)
    expect(toTimeline(hiding, [user, v2]).query).toMatchObject({
      hiddenSources: [formatSource(user)],
    })
    expect(toTimeline(hiding, [v2]).query).not.toHaveProperty('hiddenSources')
  })

  it('do not concern a single log, nor a question of its own', () => {
    const filters = [{ parameter: 'actor', mode: 'include' as const, values: ['ann@acme.example'] }]
    const { query: single } = toLogQuery({ ...hide(v1), filters }, v1)
    expect(single.filters).toHaveLength(1)
    expect(single).not.toHaveProperty('hiddenSources')
    const pivot = { role: 'actor' as const, value: 'ann@acme.example' }
    expect(toAllLogsQuery(hide(v1), pivot, all)).not.toHaveProperty('hiddenSources')
  })

  it('are shown again', () => {
    const hiding = hide(v1)
    expect(isHiddenSource(hiding, { ...v1 })).toBe(true)
    expect(setHiddenSources(hiding, () => false)).toEqual(query)
  })
})
