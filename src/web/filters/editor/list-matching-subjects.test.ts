import { describe, expect, it } from 'vitest'
import { accountAuditLogsV1 } from '../../../catalog/datasets/account-audit-logs-v1.ts'
import { accountAuditLogsV2 } from '../../../catalog/datasets/account-audit-logs-v2.ts'
import { datasets } from '../../../catalog/index.ts'
import { anyPath, listMatchingSubjects } from './list-matching-subjects.ts'

const namesOf = (text: string) =>
  listMatchingSubjects(accountAuditLogsV2, text).flatMap(({ items }) =>
    items.map(({ name }) => name),
  )

describe('listMatchingSubjects', () => {
  it.each(datasets)('offers every filter of $id once, and every field without one', (dataset) => {
    const offered = listMatchingSubjects(dataset, '').flatMap(({ items }) => items)
    const filters = dataset.parameters.filter(({ role }) => role === 'filter')
    const covered = filters.map(({ field }) => field)
    const fields = dataset.fields.filter(({ path }) => !covered.includes(path))
    expect(new Set(offered.flatMap(({ parameter }) => parameter ?? []))).toEqual(new Set(filters))
    expect(
      offered
        .filter(({ parameter }) => !parameter)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...fields.map(({ path }) => path), '', 'text', 'hours', 'rule'].sort())
    expect(offered).toHaveLength(filters.length + fields.length + 4)
  })

  it.each(datasets)('finds every filter of $id by label, wire name and description', (dataset) => {
    for (const parameter of dataset.parameters.filter(({ role }) => role === 'filter')) {
      for (const text of [parameter.label, parameter.wireName, parameter.description]) {
        const found = listMatchingSubjects(dataset, text.toUpperCase()).flatMap(
          ({ items }) => items,
        )
        expect(found.map((each) => each.parameter)).toContain(parameter)
      }
      expect(listMatchingSubjects(dataset, parameter.wireName)[0]?.items[0]?.parameter).toBe(
        parameter,
      )
    }
  })

  it('begins with actor and action while nothing is typed', () => {
    const headings = listMatchingSubjects(accountAuditLogsV2, '').map(({ heading }) => heading)
    expect(headings.slice(0, 4)).toEqual(['Actor', 'Action', 'Resource', 'Request'])
  })

  it('offers deprecated filters last', () => {
    expect(listMatchingSubjects(accountAuditLogsV2, '').at(-1)).toMatchObject({
      heading: 'Deprecated',
    })
    expect(namesOf('entry id').filter(Boolean)).toEqual(['id', 'audit_log_id'])
  })

  it('puts the best match first, and what the API can do before what only the screen can', () => {
    expect(namesOf('ray')[0]).toBe('raw_cf_ray_id')
    expect(namesOf('zone')[0]).toBe('zone_name')
    expect(namesOf('raw_uri')[0]).toBe('raw_uri')
    expect(namesOf('dashboard')).toContain('actor_context')
    expect(namesOf('action').at(0)).toBe('action_type')
    expect(namesOf('user agent')[0]).toBe('raw.user_agent')
    expect(namesOf('body')).toEqual(expect.arrayContaining(['resource.request', anyPath.name]))
  })

  it('finds by all words in any order, and offers what it does not find as a path', () => {
    expect(namesOf('ip actor')[0]).toBe('actor_ip_address')
    const [group] = listMatchingSubjects(accountAuditLogsV2, ' resource.request.name ')
    expect(group?.items).toEqual([{ ...anyPath, name: 'resource.request.name' }])
  })

  it('offers known and loaded values under their parameter, the value itself first', () => {
    const loaded = (source: { field?: string | undefined }) =>
      source.field === 'actor.email' ? [{ value: 'svc-dns@acme.example', hint: '3 loaded' }] : []
    const groups = listMatchingSubjects(accountAuditLogsV2, 'DNS', loaded)
    const values = groups.find(({ heading }) => heading === 'Values')?.items ?? []
    expect(values[0]).toMatchObject({ label: 'Product = dns', value: 'dns' })
    expect(values.map(({ label }) => label)).toContain('Actor email = svc-dns@acme.example')
    expect(
      listMatchingSubjects(accountAuditLogsV2, 'd').map(({ heading }) => heading),
    ).not.toContain('Values')
  })

  it('offers the fields of the older log that it cannot ask for', () => {
    const names = listMatchingSubjects(accountAuditLogsV1, '').flatMap(({ items }) =>
      items.flatMap(({ name, parameter }) => (parameter ? [] : name)),
    )
    expect(names).toEqual(expect.arrayContaining(['action.result', 'interface', 'newValue']))
  })
})
