import { expect, it } from 'vitest'
import { parseUrl } from '../address/url-codec.ts'
import { listAnsweringLogs } from './list-answering-logs.ts'

const account = 'a'.repeat(32)

function list(search: string) {
  const { query } = parseUrl(`/accounts/${account}/logs/audit`, search) ?? {}
  if (!query) throw new Error(search)
  return listAnsweringLogs(query)
}

it('lists the logs that have every filter, with the same values in their own words', () => {
  const logs = list('range=7d&actor_email=a@example.com')
  expect(logs.map(({ id }) => id)).toContain('account-audit-logs-v1')
  expect(logs.map(({ id }) => id)).toContain('user-audit-logs-v1')
  expect(logs.map(({ id }) => id)).not.toContain('account-audit-logs-v2')
  for (const { address, leftBehind } of logs) {
    expect(leftBehind).toEqual([])
    expect(decodeURIComponent(address)).toContain('a@example.com')
    expect(address).toContain('range=7d')
  }
})

it('leaves out a log that lacks one of the filters', () => {
  const ids = list('range=7d&actor_email=a@example.com&resource_product=dns').map(({ id }) => id)
  expect(ids).not.toContain('account-audit-logs-v1')
})

it('lists nothing where nothing is asked for by value', () => {
  expect(list('range=7d')).toEqual([])
  expect(list('range=7d&action_type.not=view')).toEqual([])
})
