import { expect, it } from 'vitest'
import { formatSource } from '../../../query/address/source-text.ts'
import { createQuery, type LogQuery, type Scope, type Source } from '../../../query/log-query.ts'
import type { SourceState } from '../../search/engine/search-state.ts'
import { groupOutcomes, listSourceOutcomes } from './list-source-outcomes.ts'

const account: Scope = { kind: 'account', id: 'a'.repeat(32) }
const toSource = (dataset: string): Source => ({ dataset, scope: account })
const [v2, v1, access, insights] = [
  toSource('account-audit-logs-v2'),
  toSource('account-audit-logs-v1'),
  toSource('access-authentication-logs'),
  toSource('insight-audit-logs'),
] as const
const query: LogQuery = {
  ...createQuery('timeline', account),
  sources: [v2, v1, access, insights],
  filters: [{ parameter: 'actor', mode: 'include', values: ['ann@example.com'] }],
}
const toState = (source: Source, state: Partial<SourceState>): SourceState => ({
  id: formatSource(source),
  loaded: 0,
  share: 1,
  retries: 0,
  ...state,
})

it('says for each log why nothing of it is shown', () => {
  const states = [
    toState(v2, {}),
    toState(v1, { share: 0.257 }),
    toState(access, { failure: { kind: 'not-a-page', problem: { kind: 'not-an-envelope' } } }),
  ]
  const outcomes = listSourceOutcomes(query, states)
  expect(outcomes.map(({ title, kind }) => [title, kind])).toEqual([
    ['Account audit log v2', 'empty'],
    ['Account audit log v1', 'partial'],
    ['Access sign-in log', 'failed'],
    ['Security insight log', 'cannot-contain'],
  ])
  expect(outcomes.map(({ words }) => words)).toEqual([
    'nothing found',
    'nothing found in the 25 % of the time that were read',
    expect.stringMatching(/^failed: /),
    'cannot contain this: it does not record actor',
  ])
})

it('counts the entries that were read and do not match', () => {
  const states = [toState(v2, { loaded: 1_081 }), toState(v1, { loaded: 1, share: 0.5 })]
  expect(listSourceOutcomes(query, states).map(({ words }) => words)).toEqual([
    'none of 1,081 entries matches',
    'none of 1 entry matches in the 50 % of the time that were read',
    expect.anything(),
    expect.anything(),
  ])
})

it('names a hidden log', () => {
  const hiding = { ...query, hiddenSources: [formatSource(v1)] }
  expect(listSourceOutcomes(hiding, [toState(v2, {})])[1]).toMatchObject({
    kind: 'hidden',
    words: 'hidden',
  })
})

it('groups the accounts in which a log has the same outcome', () => {
  const other: Scope = { kind: 'account', id: 'b'.repeat(32) }
  const sources = [account, other].flatMap((scope) => [
    { dataset: 'account-audit-logs-v2', scope },
    { dataset: 'insight-audit-logs', scope },
  ])
  const states = sources.map((source, at) => toState(source, { share: at === 2 ? 0.5 : 1 }))
  const groups = groupOutcomes(listSourceOutcomes({ ...query, sources }, states))
  expect(groups.map(({ title, kind, scopes }) => [title, kind, scopes])).toEqual([
    ['Account audit log v2', 'empty', [account]],
    ['Security insight log', 'cannot-contain', [account, other]],
    ['Account audit log v2', 'partial', [other]],
  ])
})
