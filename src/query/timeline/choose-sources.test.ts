import { describe, expect, it } from 'vitest'
import { maxSources } from '../address/source-text.ts'
import type { Scope, Source } from '../log-query.ts'
import {
  addAccount,
  addAllLogs,
  completeSources,
  findShare,
  formatLogs,
  formatScopes,
  isSameLog,
  limitSources,
  listLogsIn,
  removeScope,
  setSources,
} from './choose-sources.ts'

const toAccount = (digit: number | string): Scope => ({
  kind: 'account',
  id: String(digit).padStart(32, '0'),
})
const [one, two] = [toAccount(1), toAccount(2)]
const user: Source = { dataset: 'user-audit-logs-v1', scope: { kind: 'user' } }
const v2 = (scope: Scope): Source => ({ dataset: 'account-audit-logs-v2', scope })
const v1 = (scope: Scope): Source => ({ dataset: 'account-audit-logs-v1', scope })
const scim = (scope: Scope): Source => ({ dataset: 'access-scim-logs', scope })
const withProviders = (scope: Scope, ...values: string[]): Source => ({
  ...scim(scope),
  filters: [{ parameter: 'idp_id', mode: 'include', values }],
})
const all = (scope: Scope) => listLogsIn(scope, () => true)
const words = (sources: readonly Source[]) => sources.map(({ dataset }) => dataset)

describe('the logs of a scope', () => {
  it('of an account are its own and that of the user', () => {
    expect(words(all(one))).toEqual([
      'account-audit-logs-v2',
      'account-audit-logs-v1',
      'user-audit-logs-v1',
      'insight-audit-logs',
      'access-authentication-logs',
      'access-scim-logs',
    ])
    expect(all(one).find(({ dataset }) => dataset === user.dataset)).toEqual(user)
  })

  it('of a zone are its own only', () => {
    expect(words(all({ kind: 'zone', id: '0'.repeat(32) }))).toEqual(['insight-audit-logs'])
  })

  it('leave out those that cannot be read', () => {
    const readable = listLogsIn(one, ({ id }) => id !== user.dataset)
    expect(words(readable)).not.toContain(user.dataset)
  })
})

describe('choosing sources', () => {
  it('adds a log once and removes it', () => {
    const chosen = setSources([v2(one)], [v2(one), v2(two)], true)
    expect(chosen).toEqual([v2(one), v2(two)])
    expect(setSources(chosen, [v2(one)], false)).toEqual([v2(two)])
  })

  it('keeps the identity providers that are chosen', () => {
    const chosen = [withProviders(one, 'a')]
    expect(isSameLog(withProviders(one, 'a'), scim(one))).toBe(true)
    expect(setSources(chosen, [scim(one)], true)).toEqual(chosen)
    expect(setSources(chosen, [scim(one)], false)).toEqual([])
  })

  it('says whether all, some or none of the logs are chosen', () => {
    expect(findShare([v2(one)], [v2(one), v2(two)])).toBe('some')
    expect(findShare([v2(one), v2(two)], [v2(one), v2(two)])).toBe('all')
    expect(findShare([user], [v2(one)])).toBe('none')
  })

  it('adds the same logs of another account', () => {
    expect(addAccount([v2(one)], all(two), two)).toEqual([v2(one), v2(two)])
  })

  it('adds all logs of the first account', () => {
    expect(addAccount([], all(one), one)).toEqual(all(one))
    expect(addAccount([user], all(one), one)).toHaveLength(all(one).length)
  })

  it('removes an account, and leaves the log of the user', () => {
    expect(removeScope([v2(one), user, v2(two)], one)).toEqual([user, v2(two)])
  })
})

describe('completing sources', () => {
  it('adds all listed values of a required filter, and keeps given ones', () => {
    const { sources, incomplete } = completeSources(
      [v2(one), scim(one), withProviders(two, 'b')],
      () => ['x', 'y'],
    )
    expect(sources).toEqual([v2(one), withProviders(one, 'x', 'y'), withProviders(two, 'b')])
    expect(incomplete).toEqual([])
  })

  it('leaves out a log without a value', () => {
    expect(completeSources([v2(one), scim(one)], () => undefined)).toEqual({
      sources: [v2(one)],
      incomplete: [scim(one)],
    })
  })
})

describe('the maximum of sources', () => {
  const accounts = Array.from({ length: maxSources + 2 }, (_, i) => toAccount(i))

  it('leaves out the last ones', () => {
    const { sources, leftOut } = limitSources(accounts.map(v2))
    expect(sources).toHaveLength(maxSources)
    expect(leftOut).toEqual(accounts.slice(maxSources).map(v2))
  })

  it('orders by scope, then by log', () => {
    expect(limitSources([v1(one), v1(two), v2(one), v2(two)]).sources).toEqual([
      v2(one),
      v1(one),
      v2(two),
      v1(two),
    ])
  })
})

describe('the words for scopes', () => {
  const toName = (scope: Scope) => ('id' in scope ? `Acme ${Number(scope.id)}` : 'the user')
  const zone: Scope = { kind: 'zone', id: '9'.padStart(32, '0') }

  it.each<[readonly Source[], string]>([
    [[], 'No logs'],
    [[user], 'the user'],
    [[v2(one), v1(one), user], 'Acme 1'],
    [[v2(one), v2(two)], '2 accounts'],
    [[v2(one), { dataset: 'insight-audit-logs', scope: zone }], 'Acme 1, 1 zone'],
    [[{ dataset: 'insight-audit-logs', scope: zone }], 'Acme 9'],
  ])('%#: name one scope and count several', (sources, expected) => {
    expect(formatScopes(sources, toName)).toBe(expected)
  })
})

describe('the words for logs', () => {
  it('say “All logs” only where no log of an account is missing', () => {
    expect(formatLogs(all(one))).toBe('All logs')
    expect(formatLogs([...all(one), ...all(two)])).toBe('All logs')
    expect(formatLogs(all(one).slice(1))).toBe('5 logs')
    expect(formatLogs([...all(one), v2(two)])).toBe('7 logs')
    expect(formatLogs([v2(one)])).toBe('1 log')
    expect(formatLogs([])).toBe('0 logs')
  })
})

it('all logs of accounts and organizations are added in one step, each once', () => {
  const one: Scope = { kind: 'account', id: '1'.repeat(32) }
  const group: Scope = { kind: 'organization', id: '3'.repeat(32) }
  const chosen: readonly Source[] = [{ dataset: 'account-audit-logs-v1', scope: one }]
  const all = addAllLogs(chosen, [one, group], ({ id }) => id !== 'access-scim-logs')
  expect(all.map(({ dataset }) => dataset).toSorted()).toEqual([
    'access-authentication-logs',
    'account-audit-logs-v1',
    'account-audit-logs-v2',
    'insight-audit-logs',
    'organization-audit-logs-v2',
    'user-audit-logs-v1',
  ])
})
