import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'
import { formatSource } from '../address/source-text.ts'
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
  it('hides the logs of an exclude, and keeps the rest of the query', () => {
    expect(filterSources(query, 'log', 'v2', 'exclude')).toEqual({
      ...query,
      hiddenSources: [v2, labsV2].map(formatSource),
    })
  })

  it('hides the logs that an include does not name', () => {
    expect(filterSources(query, 'log', 'v2', 'include')).toEqual({
      ...query,
      hiddenSources: [v1, user].map(formatSource),
    })
    expect(filterSources(query, 'scope', 'user', 'include')?.hiddenSources).toEqual(
      [v2, v1, labsV2].map(formatSource),
    )
  })

  it('leaves hidden what is hidden, in the order of the sources', () => {
    const hiding = { ...query, hiddenSources: [labsV2].map(formatSource) }
    expect(filterSources(hiding, 'log', 'v1', 'exclude')?.hiddenSources).toEqual(
      [v1, labsV2].map(formatSource),
    )
    expect(filterSources(hiding, 'log', 'v2', 'include')?.hiddenSources).toEqual(
      [v1, labsV2, user].map(formatSource),
    )
  })

  it('shows logs again that an include names, where all of them are hidden', () => {
    const hiding = { ...query, hiddenSources: [v2, labsV2, user].map(formatSource) }
    expect(filterSources(hiding, 'log', 'v2', 'include')?.hiddenSources).toEqual(
      [v1, user].map(formatSource),
    )
  })

  it('says when nothing would change, or nothing could be found', () => {
    const only = { ...query, sources: [v2] }
    expect(filterSources(only, 'log', 'v2', 'include')).toBeUndefined()
    expect(filterSources(query, 'log', 'scim', 'exclude')).toBeUndefined()
    expect(filterSources(query, 'log', 'scim', 'include')).toBeUndefined()
    expect(filterSources(query, 'log', 'constructor', 'include')).toBeUndefined()
  })

  it('can hide the only log', () => {
    expect(filterSources({ ...query, sources: [v1] }, 'log', 'v1', 'exclude')).toMatchObject({
      sources: [v1],
      hiddenSources: [formatSource(v1)],
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
