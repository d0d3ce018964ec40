import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { toFormColumns } from '../columns/columns.ts'
import { findLocationTarget, listCellTargets, listRowTargets } from './find-pivot-target.ts'

const dataset = getDataset('account-audit-logs-v2')
const time = '2026-11-20T10:00:00Z'
const entry = {
  actor: { email: 'ann@acme.example', token: { name: 'ci' }, ip_address: '192.0.2.1' },
  action: { description: 'Update DNS Record', type: 'update', result: 'success', time },
  resource: { id: 'r1', product: 'dns', request: { name: 'www' } },
}
const row = { entry, time }
const column = (field: string, otherwise: string[] = []) => {
  return { label: '', width: 1, isPinned: false, source: { field, width: 1, otherwise } }
}
const pointers = (targets: readonly { pointer: string }[]) => targets.map(({ pointer }) => pointer)

describe('the values that can be pivoted on', () => {
  it('are in a cell: that of the field, of its other path, or of the fallback', () => {
    expect(listCellTargets(row, column('actor.ip_address'), dataset)).toEqual([
      { field: 'actor.ip_address', pointer: '/actor/ip_address', value: '192.0.2.1', time },
    ])
    const token = { field: 'actor.token_name', pointer: '/actor/token/name', value: 'ci', time }
    expect(listCellTargets(row, column('actor.token_name'), dataset)).toEqual([token])
    expect(listCellTargets(row, column('actor.id', ['actor.token_name']), dataset)).toEqual([token])
  })

  it('are not in an empty cell, or one with an object', () => {
    expect(listCellTargets(row, column('zone.name'), dataset)).toEqual([])
    expect(listCellTargets(row, column('resource.request'), dataset)).toEqual([])
  })

  it('are all those that a sentence tells', () => {
    expect(pointers(listCellTargets(row, column('summary'), dataset))).toEqual([
      '/actor/email',
      '/actor/token/name',
      '/action/description',
      '/action/type',
      '/resource/product',
      '/resource/request/name',
      '/resource/id',
    ])
  })

  it('are at the location of a part, also inside of a body', () => {
    const location = { field: 'resource.request', keys: ['name'] }
    expect(findLocationTarget(row, location, dataset)).toEqual({
      pointer: '/resource/request/name',
      value: 'www',
      time,
    })
    expect(findLocationTarget({ entry: {}, time }, location, dataset)).toBeUndefined()
  })

  it('are each once in a row', () => {
    const columns = toFormColumns(
      'cells',
      dataset,
      [{ field: 'action.time' }, { field: 'summary' }, { field: 'action.type' }],
      { available: 0, hasYear: true },
    )
    const found = pointers(listRowTargets(row, columns, dataset))
    expect(found[0]).toBe('/action/time')
    expect(found.filter((pointer) => pointer === '/action/type')).toHaveLength(1)
  })
})
