import { describe, expect, it } from 'vitest'
import type { Scope, Source } from '../../../query/log-query.ts'
import { listLogRows, listNestedLogs } from './list-log-rows.ts'

const account: Scope = { kind: 'account', id: '1'.repeat(32) }
const other: Scope = { kind: 'account', id: '2'.repeat(32) }
const group: Scope = { kind: 'organization', id: '3'.repeat(32) }
const zone: Scope = { kind: 'zone', id: '4'.repeat(32) }
const insightsOfZone: Source = { dataset: 'insight-audit-logs', scope: zone }

const list = (
  chosen: readonly Source[] = [],
  accounts: readonly Scope[] = [account],
  organizations: readonly Scope[] = [],
) => listLogRows(chosen, accounts, organizations, [])

describe('the rows of the logs', () => {
  it('have one row for each log of accounts, in every chosen account', () => {
    const v2 = list([], [account, other]).find(({ dataset }) => dataset.word === 'v2')
    expect(v2?.logs.map(({ scope }) => scope)).toEqual([account, other])
    expect(list([], []).find(({ dataset }) => dataset.word === 'v2')?.logs).toEqual([])
  })

  it('have one row for the log of the user', () => {
    const rows = list([], []).filter(({ dataset }) => dataset.word === 'user')
    expect(rows.map(({ logs }) => logs)).toEqual([
      [{ dataset: 'user-audit-logs-v1', scope: { kind: 'user' } }],
    ])
  })

  it('have a row for each listed organization, or say that there is none', () => {
    const ofGroup = (organizations: readonly Scope[]) =>
      list([], [account], organizations).filter(({ dataset }) => dataset.word === 'organization')
    expect(ofGroup([group])).toMatchObject([{ scope: group, isReadable: true }])
    expect(ofGroup([])).toMatchObject([
      { logs: [], isReadable: false, reason: 'No organization is listed for this credential.' },
    ])
  })

  it('have a row for a chosen log of a scope that is not listed', () => {
    const chosen: readonly Source[] = [
      insightsOfZone,
      { dataset: 'organization-audit-logs-v2', scope: group },
    ]
    const scopes = list(chosen).flatMap(({ scope = [] }) => scope)
    expect(scopes).toEqual([zone, group])
    expect(list().flatMap(({ scope = [] }) => scope)).toEqual([])
  })

  it('say why a log cannot be read', () => {
    const states = [{ id: 'user-audit-logs-v1', readable: false, reason: 'Not granted.' }]
    const rows = listLogRows([], [account], [], states)
    expect(rows.find(({ dataset }) => dataset.word === 'user')).toMatchObject({
      isReadable: false,
      reason: 'Not granted.',
    })
    expect(rows.find(({ dataset }) => dataset.word === 'v2')?.isReadable).toBe(true)
  })

  it('leave the logs of zones to a search', () => {
    expect(listNestedLogs().map(({ dataset, kind }) => [dataset.word, kind])).toEqual([
      ['insights', 'zone'],
    ])
  })
})
