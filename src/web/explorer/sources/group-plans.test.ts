import { expect, it } from 'vitest'
import { parseUrl } from '../../../query/address/url-codec.ts'
import { planTimeline } from '../../../query/timeline/plan-timeline.ts'
import { toTimelineQuery } from '../../../query/timeline/to-timeline-query.ts'
import { groupPlans } from './group-plans.ts'

const toLogs = (digit: string) => {
  const account = `accounts/${digit.repeat(32)}`
  return `in=${account}/logs/audit&in=${account}/audit_logs`
}

function group(...digits: readonly string[]) {
  const search = `?${digits.map(toLogs).join('&')}&credential_id=x`
  const query = parseUrl('/timeline', search)?.query
  const { inLine, grouped } = groupPlans(query ? planTimeline(toTimelineQuery(query)) : [])
  return [inLine, grouped].map((plans) => plans.map(({ source }) => source.dataset))
}

it('groups logs that are not asked, where there are more than two', () => {
  const [v2, v1] = ['account-audit-logs-v2', 'account-audit-logs-v1']
  expect(group('1', '2')).toEqual([[v2, v1, v2, v1], []])
  expect(group('1', '2', '3')).toEqual([
    [v2, v2, v2],
    [v1, v1, v1],
  ])
})
