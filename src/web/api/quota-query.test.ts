import { expect, it } from 'vitest'
import { findQuotaUse } from './quota-query.ts'

it('finds the use of the quota in a status', () => {
  const quota = { used: 84, limit: 720, remaining: 636, resetsAt: null, coolOffUntil: null }
  expect(findQuotaUse({ mode: 'live', quota })).toEqual({ used: 84, limit: 720, remaining: 636 })
})

it.each([
  ['the demo’s', { quota: { used: null, limit: null, remaining: null } }],
  ['an older proxy’s', { quota: { remaining: 120 } }],
  ['none', {}],
  ['no object', null],
])('says nothing of %s', (_, status) => {
  expect(findQuotaUse(status)).toBeNull()
})
