import { describe, expect, it } from 'vitest'
import { accountAuditLogsV2 } from '../../catalog/datasets/account-audit-logs-v2.ts'
import { datasets } from '../../catalog/index.ts'
import { findParameters } from './find-parameters.ts'

const namesOf = (text: string) =>
  findParameters(accountAuditLogsV2, text).flatMap(({ items }) =>
    items.map(({ wireName }) => wireName),
  )

describe('findParameters', () => {
  it.each(datasets)('offers every filter of $id once, and nothing else', (dataset) => {
    const offered = findParameters(dataset, '').flatMap(({ items }) => items)
    const filters = dataset.parameters.filter(({ role }) => role === 'filter')
    expect(new Set(offered)).toEqual(new Set(filters))
    expect(offered).toHaveLength(filters.length)
  })

  it.each(datasets)('finds every filter of $id by label, wire name and description', (dataset) => {
    for (const parameter of dataset.parameters.filter(({ role }) => role === 'filter')) {
      for (const text of [parameter.label, parameter.wireName, parameter.description]) {
        const found = findParameters(dataset, text.toUpperCase()).flatMap(({ items }) => items)
        expect(found).toContain(parameter)
      }
    }
  })

  it('begins with actor and action while nothing is typed', () => {
    const headings = findParameters(accountAuditLogsV2, '').map(({ heading }) => heading)
    expect(headings.slice(0, 4)).toEqual(['Actor', 'Action', 'Resource', 'Request'])
  })

  it('offers deprecated filters last', () => {
    expect(findParameters(accountAuditLogsV2, '').at(-1)).toMatchObject({ heading: 'Deprecated' })
    expect(namesOf('entry id')).toEqual(['id', 'audit_log_id'])
  })

  it('puts the best match first', () => {
    expect(namesOf('ray')[0]).toBe('raw_cf_ray_id')
    expect(namesOf('zone')[0]).toBe('zone_name')
    expect(namesOf('raw_uri')[0]).toBe('raw_uri')
    expect(namesOf('dashboard')).toContain('actor_context')
  })

  it('finds by all words in any order, and nothing when one is missing', () => {
    expect(namesOf('ip actor')[0]).toBe('actor_ip_address')
    expect(namesOf('actor zebra')).toEqual([])
  })
})
