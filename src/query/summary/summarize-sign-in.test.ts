import { expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { toSummaryText } from '../testing/to-summary-text.ts'
import { toOrigin } from './to-origin.ts'
import { toSummary } from './to-summary.ts'

const dataset = getDataset('access-authentication-logs')
const say = (entry: unknown) => toSummaryText(toSummary(dataset, entry))
const entry = { user_email: 'ann@x.example', action: 'login', app_name: 'Wiki', allowed: true }

it('says who signed in to what, and who was refused', () => {
  expect(say(entry)).toBe('ann@x.example signed in to Wiki')
  expect(say({ ...entry, allowed: false })).toBe('ann@x.example was refused at Wiki')
})

it('claims neither where the entry does not say it', () => {
  expect(say({ ...entry, allowed: null })).toBe('ann@x.example tried to sign in to Wiki')
  expect(say({ ...entry, allowed: 'yes' })).toBe('ann@x.example tried to sign in to Wiki')
  expect(say({ allowed: true })).toBe('Someone signed in')
  expect(say({})).toBe('Someone tried to sign in')
})

it('names the application by its address, else by its id', () => {
  const { app_name: _, ...unnamed } = entry
  expect(say({ ...unnamed, app_domain: 'wiki.x.example/a' })).toContain('to wiki.x.example/a')
  expect(say({ ...unnamed, app_uid: 'u1' })).toContain('to u1')
})

it('quotes an action that it does not know', () => {
  expect(say({ ...entry, action: 'logout' })).toBe('ann@x.example did “logout” at Wiki')
})

it('says through which provider, and from where', () => {
  const from = { ...entry, connection: 'okta', ip_address: '192.0.2.1' }
  const origin = (each: unknown) => toSummaryText(toOrigin(dataset, each))
  // The sentence before it has the outcome.
  expect(origin(from)).toBe('via okta from 192.0.2.1')
  expect(origin({ ...from, allowed: false })).toBe('via okta from 192.0.2.1')
  expect(origin({ ...from, action: 'logout' })).toBe('via okta from 192.0.2.1 and succeeded')
})
