import { expect, it } from 'vitest'
import { createQuery } from '../log-query.ts'
import { findRuleMode, toEffectTag, toggleRule } from './rule-filters.ts'

const query = createQuery('account-audit-logs-v2', { kind: 'account', id: 'a'.repeat(32) })
const rule = '0d5c4a0e-5b0c-4a52-9a0f-000000000001'

it('adds a filter by a rule, and removes it again', () => {
  const added = toggleRule(query, rule, 'include')
  expect(added.localFilters).toEqual([{ kind: 'rule', mode: 'include', rule }])
  expect(findRuleMode(added, rule)).toBe('include')
  expect(toggleRule(added, rule, 'include').localFilters).toEqual([])
})

it('replaces the filter in the other mode, and leaves other rules alone', () => {
  const tag = toEffectTag('loosens')
  const both = toggleRule(toggleRule(query, rule, 'include'), tag, 'include')
  const excluded = toggleRule(both, rule, 'exclude')
  expect([findRuleMode(excluded, rule), findRuleMode(excluded, tag)]).toEqual([
    'exclude',
    'include',
  ])
  expect(excluded.localFilters).toHaveLength(2)
})
