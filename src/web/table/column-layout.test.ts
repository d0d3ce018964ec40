import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import {
  moveColumn,
  pinColumn,
  resizeColumn,
  toColumnLayout,
  toggleColumn,
} from './column-layout.ts'
import { toShownColumns } from './columns.ts'

const v2 = getDataset('account-audit-logs-v2')
const layout = [{ field: 'a' }, { field: 'b' }, { field: 'c' }]
const order = (columns: readonly { field: string }[]) => columns.map(({ field }) => field).join('')

describe('the columns of a log', () => {
  it('are the first ones of the catalog until somebody arranges them', () => {
    expect(toColumnLayout(v2, undefined)).toEqual(v2.columns.map(({ field }) => ({ field })))
    expect(toColumnLayout(v2, [])).toHaveLength(v2.columns.length)
    expect(toColumnLayout(v2, [{ field: 'gone' }])).toHaveLength(v2.columns.length)
  })

  it('leave out what the log has no more, and what came twice', () => {
    const stored = [{ field: 'id' }, { field: 'gone' }, { field: 'id', width: 90 }]
    expect(toColumnLayout(v2, stored)).toEqual([{ field: 'id' }])
  })

  it('are shown and hidden, but never all hidden', () => {
    expect(order(toggleColumn(layout, 'd'))).toBe('abcd')
    expect(order(toggleColumn(layout, 'b'))).toBe('ac')
    expect(toggleColumn([{ field: 'a' }], 'a')).toEqual([{ field: 'a' }])
  })

  it('are moved to a place', () => {
    expect(order(moveColumn(layout, 'a', 1))).toBe('bac')
    expect(order(moveColumn(layout, 'a', 99))).toBe('bca')
    expect(order(moveColumn(layout, 'c', -3))).toBe('cab')
    expect(moveColumn(layout, 'x', 0)).toBe(layout)
  })

  it('come first while they are pinned', () => {
    const pinned = pinColumn(layout, 'b', true)
    expect(order(pinned)).toBe('bac')
    expect(order(moveColumn(pinned, 'b', 2))).toBe('bac')
    expect(order(pinColumn(pinned, 'b', false))).toBe('bac')
  })

  it('have the width that they were given, and share what is left among the others', () => {
    const arranged = resizeColumn(
      toColumnLayout(v2, [{ field: 'id' }, { field: 'zone.name' }]),
      'id',
      300,
    )
    const columns = toShownColumns(v2, arranged, 1_000)
    expect(columns.map(({ width }) => width)).toEqual([300, 700])
    expect(resizeColumn(arranged, 'id', undefined)[0]).toEqual({ field: 'id' })
  })
})
