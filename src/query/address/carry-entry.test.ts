import { expect, it } from 'vitest'
import { createQuery, type Scope, type Source } from '../log-query.ts'
import { carryEntry } from './carry-entry.ts'

const account: Scope = { kind: 'account', id: 'a'.repeat(32) }
const other: Scope = { kind: 'account', id: 'b'.repeat(32) }
const v2: Source = { dataset: 'account-audit-logs-v2', scope: account }
const scim: Source = {
  dataset: 'access-scim-logs',
  scope: account,
  filters: [{ parameter: 'idp_id', mode: 'include', values: ['i'] }],
}
const entry = { id: 'e1', time: '2026-11-01T00:00:00Z' }
const v2Text = `accounts/${account.id}/logs/audit`
const single = ({ dataset, scope }: Source) => createQuery(dataset, scope)
const timeline = (...sources: Source[]) => ({ ...createQuery('timeline', account), sources })

it('names the source of an entry in a timeline, and no longer in its own log', () => {
  const inTimeline = { ...entry, source: v2Text }
  expect(carryEntry(entry, single(v2), timeline(scim, v2))).toEqual(inTimeline)
  expect(carryEntry(inTimeline, timeline(scim, v2), single(v2))).toEqual(entry)
  const ofScim = carryEntry(entry, single(scim), timeline(scim, v2))
  expect(ofScim?.source).toBe(`accounts/${account.id}/access/logs/scim/updates?idp_id=i`)
})

it('stays while its log is asked', () => {
  const narrowed = { ...single(v2), direction: 'asc' as const }
  expect(carryEntry(entry, single(v2), narrowed)).toEqual(entry)
  const inTimeline = { ...entry, source: v2Text }
  expect(carryEntry(inTimeline, timeline(scim, v2), timeline(v2))).toEqual(inTimeline)
})

it('is dropped where its log is not asked', () => {
  expect(carryEntry(entry, single(v2), timeline(scim))).toBeUndefined()
  expect(carryEntry(entry, single(v2), createQuery(v2.dataset, other))).toBeUndefined()
  const inTimeline = { ...entry, source: v2Text }
  expect(carryEntry(inTimeline, timeline(v2), single(scim))).toBeUndefined()
  expect(carryEntry(inTimeline, timeline(v2), timeline(scim))).toBeUndefined()
  expect(carryEntry(entry, timeline(v2), single(v2))).toBeUndefined()
})
