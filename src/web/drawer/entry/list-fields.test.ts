import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountAuditLogsV1 } from '../../../catalog/datasets/account-audit-logs-v1.ts'
import { accountAuditLogsV2 } from '../../../catalog/datasets/account-audit-logs-v2.ts'
import { readPath } from '../../../catalog/fields.ts'
import { datasets } from '../../../catalog/index.ts'
import { listFields } from './list-fields.ts'

const isThere = ({ value }: { value: unknown }) => value !== undefined
const labels = (entries: readonly { label: string }[]) => entries.map(({ label }) => label)

describe('listFields', () => {
  test('lists what is there and what is not, by group', () => {
    const entry = { id: 'e1', action: { type: 'update' }, actor: { email: 'a@acme.example' } }
    const { groups, others } = listFields(accountAuditLogsV2, entry)
    const fields = groups.flatMap((each) => each.fields)
    expect(labels(fields.filter(isThere))).toEqual(['Action type', 'Actor email', 'Entry id'])
    expect(fields).toHaveLength(accountAuditLogsV2.fields.length)
    expect(groups[0]).toMatchObject({ group: 'action', fields: [{ label: 'Time' }, {}, {}, {}] })
    expect(others).toEqual([])
  })

  test('shows what the catalog does not know, beside and inside of what it knows', () => {
    const entry = JSON.parse(
      '{"actor":{"email":"a","device":{"os":"x"}},"actor.email":"b","novel":[1],"__proto__":{"x":1},"constructor":"y"}',
    ) as unknown
    expect(labels(listFields(accountAuditLogsV2, entry).others)).toEqual([
      'actor.device',
      'actor.email',
      'novel',
      '__proto__',
      'constructor',
    ])
  })

  test('takes the other spelling of a field, and does not lose a second one', () => {
    const list = (raw: unknown) => listFields(accountAuditLogsV2, { raw })
    const fields = list({ cf_rayid: 'r' }).groups.flatMap((each) => each.fields)
    expect(fields.find(isThere)).toMatchObject({
      label: 'Ray ID',
      path: ['raw', 'cf_rayid'],
      value: 'r',
    })
    expect(labels(list({ cf_ray_id: 'r', cf_rayid: 's' }).others)).toEqual(['raw.cf_rayid'])
  })

  test('lists a value of the wrong shape instead of dropping it', () => {
    const { others } = listFields(accountAuditLogsV2, { actor: 'bob', raw: ['x'], zone: null })
    expect(labels(others)).toEqual(['actor', 'raw', 'zone'])
    expect(listFields(accountAuditLogsV2, 'text').others).toMatchObject([{ value: 'text' }])
  })

  test('shows all of a field that is declared whole and in parts', () => {
    const { groups, others } = listFields(accountAuditLogsV1, {
      metadata: { zone_name: 'acme.example', extra: 1 },
    })
    const fields = groups.flatMap((each) => each.fields)
    expect(labels(fields.filter(isThere))).toEqual(['Zone', 'Metadata'])
    expect(others).toEqual([])
  })

  test('accounts for every top-level key of any entry', () => {
    const keys = fc.constantFrom('action', 'actor', 'id', 'metadata', 'when', '__proto__', 'x')
    fc.assert(
      fc.property(
        fc.constantFrom(...datasets),
        fc.array(fc.tuple(keys, fc.jsonValue({ maxDepth: 3 }))),
        (dataset, members) => {
          const entry: unknown = JSON.parse(
            `{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)}}`,
          )
          const { groups, others } = listFields(dataset, entry)
          const shown = [...groups.flatMap(({ fields }) => fields), ...others].filter(isThere)
          for (const key of Object.keys(entry as object)) {
            const value = readPath(entry, key)
            const isEmpty = JSON.stringify(value) === '{}'
            expect(isEmpty || shown.some(({ path }) => path[0] === key)).toBe(true)
          }
        },
      ),
    )
  })
})
