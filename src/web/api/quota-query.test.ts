import { expect, it } from 'vitest'
import { findQuotaUse } from './quota-query.ts'

it('finds what is left of the quota in a status, and whether it may be less', () => {
  const quota = { used: 84, limit: 720, remaining: 636, resetsAt: null, coolOffUntil: null }
  const left = { limit: 720, remaining: 636 }
  expect(findQuotaUse({ mode: 'live', quota })).toEqual({ ...left, isMaximum: false })
  const forgot = { ...quota, mayBeMore: true }
  expect(findQuotaUse({ mode: 'live', quota: forgot })).toEqual({ ...left, isMaximum: true })
})

it.each([
  ['the demo’s', { quota: { used: null, limit: null, remaining: null } }],
  ['an older proxy’s', { quota: { remaining: 120 } }],
  ['none', {}],
  ['no object', null],
])('says nothing of %s', (_, status) => {
  expect(findQuotaUse(status)).toBeNull()
})
