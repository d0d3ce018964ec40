import { describe, expect, it } from 'vitest'
import { datasets, getDataset } from '../catalog/index.ts'
import { createQuery, type Filter, type LogQuery } from './log-query.ts'
import { toApiRequest } from './request/api-request.ts'
import { listRequiredFilters } from './required/required-filter.ts'
import { countRequests, findRequestsProblem, splitQuery } from './split-query.ts'
import { validatePairs } from './validate-query.ts'

const v1 = getDataset('account-audit-logs-v1')
const v2 = getDataset('account-audit-logs-v2')
const scope = { kind: 'account', id: '0'.repeat(32) } as const

function ask(dataset: typeof v1, ...filters: [string, string[], Filter['mode']?][]): LogQuery {
  return {
    ...createQuery(dataset.id, scope),
    filters: filters.map(([parameter, values, mode = 'include']) => ({ parameter, mode, values })),
  }
}

describe('several requests', () => {
  it('are one for each value where the API takes one', () => {
    const query = ask(v1, ['actor.email', ['a@x', 'b@x']], ['action.type', ['add']])
    expect(countRequests(v1, query.filters)).toBe(2)
    expect(splitQuery(query)).toEqual([
      ask(v1, ['actor.email', ['a@x']], ['action.type', ['add']]),
      ask(v1, ['actor.email', ['b@x']], ['action.type', ['add']]),
    ])
  })

  it('are every combination of several such filters', () => {
    const query = ask(v1, ['actor.email', ['a', 'b']], ['action.type', ['x', 'y', 'z']])
    const pairs = splitQuery(query).map(({ filters }) => filters.flatMap(({ values }) => values))
    expect(pairs).toEqual([
      ['a', 'x'],
      ['a', 'y'],
      ['a', 'z'],
      ['b', 'x'],
      ['b', 'y'],
      ['b', 'z'],
    ])
    expect(countRequests(v1, query.filters)).toBe(6)
  })

  it('are not needed where the API takes several, or where there is one', () => {
    for (const query of [
      ask(v2, ['actor_email', ['a', 'b', 'c']], ['action_type', ['view', 'login'], 'exclude']),
      ask(v1, ['actor.email', ['a']]),
      ask(v1),
    ]) {
      expect(splitQuery(query)).toEqual([query])
      expect(countRequests(getDataset(query.dataset), query.filters)).toBe(1)
    }
  })

  it('are each what the API accepts', () => {
    for (const dataset of datasets) {
      const kind = dataset.scopes[0]?.kind ?? 'user'
      const singles = dataset.parameters.filter(
        (each) => each.role === 'filter' && !each.repeats && each.kind === 'text',
      )
      const query: LogQuery = {
        ...createQuery(dataset.id, kind === 'user' ? { kind } : { kind, id: scope.id }),
        filters: [...listRequiredFilters(dataset), ...singles.slice(0, 2)].map(({ wireName }) => ({
          parameter: wireName,
          mode: 'include',
          values: ['system', 'other'],
        })),
      }
      const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' }
      const split = splitQuery(query)
      expect(split).toHaveLength(countRequests(dataset, query.filters))
      for (const each of split) {
        const { pairs } = toApiRequest(each, timeRange, { size: 100 })
        expect(validatePairs(dataset, pairs)).toEqual([])
      }
    }
  })

  it('are refused in words above ten', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `v${i}`)
    const ten = ask(v1, ['actor.email', many(5)], ['action.type', many(2)]).filters
    expect(findRequestsProblem(v1, ten)).toBeUndefined()
    const twelve = ask(v1, ['actor.email', many(4)], ['action.type', many(3)]).filters
    expect(findRequestsProblem(v1, twelve)).toMatch(/“action.type”.*12 requests.*at most 10\.$/)
    const both = ask(v1, ['hide_user_logs', ['true', 'false']]).filters
    expect(findRequestsProblem(v1, both)).toMatch(/takes one value/)
    expect(findRequestsProblem(v2, ask(v2, ['actor_email', many(200)]).filters)).toBeUndefined()
  })
})
