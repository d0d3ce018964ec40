import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'
import { createQuery, type LogQuery, type Scope } from '../log-query.ts'
import { filterSources, findOriginPath } from './filter-sources.ts'

const acme: Scope = { kind: 'account', id: 'a'.repeat(32) }
const labs: Scope = { kind: 'account', id: 'b'.repeat(32) }
const v2 = { dataset: 'account-audit-logs-v2', scope: acme }
const v1 = { dataset: 'account-audit-logs-v1', scope: acme }
const labsV2 = { dataset: 'account-audit-logs-v2', scope: labs }
const user = { dataset: 'user-audit-logs-v1', scope: { kind: 'user' } as const }
const query: LogQuery = {
  ...createQuery('timeline', acme),
  sources: [v2, v1, labsV2, user],
  filters: [{ parameter: 'actor', mode: 'include', values: ['ann@acme.example'] }],
}

describe('filtering a timeline by where entries are from', () => {
  it('includes a log of all accounts, and keeps the rest of the query', () => {
    expect(filterSources(query, 'log', 'v2', 'include')).toEqual({
      ...query,
      sources: [v2, labsV2],
    })
  })

  it('excludes a log', () => {
    expect(filterSources(query, 'log', 'v2', 'exclude')?.sources).toEqual([v1, user])
  })

  it('takes the scope of the first source that remains', () => {
    expect(filterSources(query, 'scope', 'b'.repeat(32), 'include')).toMatchObject({
      sources: [labsV2],
      scope: labs,
    })
    expect(filterSources(query, 'scope', 'user', 'include')).toMatchObject({
      sources: [user],
      scope: { kind: 'user' },
    })
  })

  it('says when nothing would change, or nothing could be found', () => {
    const only = { ...query, sources: [v2] }
    expect(filterSources(only, 'log', 'v2', 'include')).toBeUndefined()
    expect(filterSources(query, 'log', 'scim', 'exclude')).toBeUndefined()
    expect(filterSources(query, 'log', 'constructor', 'include')).toBeUndefined()
  })

  it('can exclude the only log: the page then asks which logs to read', () => {
    expect(filterSources({ ...query, sources: [v1] }, 'log', 'v1', 'exclude')).toMatchObject({
      sources: [],
      scope: acme,
    })
  })

  it('is for two fields of the timeline only', () => {
    expect(['log', 'scope', 'actor'].map((path) => findOriginPath(timeline, path))).toEqual([
      'log',
      'scope',
      undefined,
    ])
    expect(findOriginPath(getDataset('account-audit-logs-v2'), 'log')).toBeUndefined()
  })
})
