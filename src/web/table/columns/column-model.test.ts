import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { ModelColumn } from './column-features.ts'
import { type ColumnLayout, toColumnLayout } from './column-layout.ts'
import { type ColumnModel, moveColumn, resizeColumn, useColumnModel } from './column-model.ts'
import { toShownColumns } from './columns.ts'

const v2 = getDataset('account-audit-logs-v2')
const [a, b, c, d] = ['id', 'zone.name', 'actor.email', 'action.type']
const layout = [{ field: a }, { field: b }, { field: c }]
const order = (columns: ColumnLayout) => columns.map(({ field }) => field)

/** What a layout becomes by what is done with its model. */
function arrange(now: ColumnLayout, act: (model: ColumnModel) => void): ColumnLayout {
  let next = now
  function Arranged() {
    act(useColumnModel(v2, now, (toNext) => (next = toNext(next))))
    return null
  }
  renderToStaticMarkup(createElement(Arranged))
  return next
}

function arrangeColumn(now: ColumnLayout, field: string, act: (column: ModelColumn) => void) {
  return arrange(now, (model) => {
    const column = model.getColumn(field)
    if (!column) throw new Error(`There is no column ${field}.`)
    act(column)
  })
}

const show = (now: ColumnLayout, field: string, isShown: boolean) =>
  arrangeColumn(now, field, (column) => column.toggleVisibility(isShown))
const move = (now: ColumnLayout, field: string, to: number) =>
  arrangeColumn(now, field, (column) => moveColumn(column, to))
const pin = (now: ColumnLayout, field: string, isPinned: boolean) =>
  arrangeColumn(now, field, (column) => column.pin(isPinned ? 'start' : false))

function draw(now: ColumnLayout, available: number) {
  return toShownColumns(v2, now, { available, hasYear: false })
}

describe('the columns of a log', () => {
  it('are time, summary, address and result until the user arranges them', () => {
    const usual = ['action.time', 'summary', 'actor.ip_address', 'action.result']
    expect(order(toColumnLayout(v2, undefined))).toEqual(usual)
    expect(order(toColumnLayout(v2, []))).toEqual(usual)
    expect(order(toColumnLayout(v2, [{ field: 'gone' }]))).toEqual(usual)
    const drawn = draw(toColumnLayout(v2, undefined), 0)
    expect(drawn.map(({ label }) => label)).toEqual(['Time', 'Summary', 'IP address', 'Result'])
    const declared = v2.columns.find(({ field }) => field === 'actor.ip_address')
    expect(drawn[2]).toMatchObject({ source: declared, width: declared?.width })
  })

  it('stay as they were stored, without a summary', () => {
    const stored = v2.columns.map(({ field }) => ({ field }))
    expect(toColumnLayout(v2, stored)).toEqual(stored)
    expect(draw(stored, 0).map(({ source }) => source)).toEqual(v2.columns)
    expect(order(show(stored, 'summary', true)).at(-1)).toBe('summary')
  })

  it('leave out what the log has no more, and what came twice', () => {
    const stored = [{ field: 'id' }, { field: 'gone' }, { field: 'id', width: 90 }]
    expect(toColumnLayout(v2, stored)).toEqual([{ field: 'id' }])
  })

  it('are shown and hidden, but never all hidden', () => {
    expect(order(show(layout, d, true))).toEqual([a, b, c, d])
    expect(order(show(layout, b, false))).toEqual([a, c])
    expect(show([{ field: a }], a, false)).toEqual([{ field: a }])
  })

  it('come back at the end as the catalog has them', () => {
    const arranged = [{ field: a, width: 300, isPinned: true }, { field: b }]
    expect(show(show(arranged, a, false), a, true)).toEqual([{ field: b }, { field: a }])
  })

  it('are moved to a place', () => {
    expect(order(move(layout, a, 1))).toEqual([b, a, c])
    expect(order(move(layout, a, 99))).toEqual([b, c, a])
    expect(order(move(layout, c, -3))).toEqual([c, a, b])
  })

  it('come first while they are pinned', () => {
    const pinned = pin(layout, b, true)
    expect(pinned).toEqual([{ field: b, isPinned: true }, { field: a }, { field: c }])
    expect(order(move(pinned, b, 2))).toEqual([b, a, c])
    expect(order(move(pinned, c, 0))).toEqual([b, c, a])
    expect(pin(pinned, b, false)).toEqual([{ field: b }, { field: a }, { field: c }])
  })

  it('are moved among the pinned ones', () => {
    const pinned = pin(pin(layout, b, true), c, true)
    expect(order(pinned)).toEqual([b, c, a])
    expect(order(move(pinned, c, 0))).toEqual([c, b, a])
  })

  it('are drawn with the pinned ones first, however they are remembered', () => {
    const drawn = draw([{ field: a }, { field: b, isPinned: true }], 0)
    expect(drawn.map(({ source, isPinned }) => [source.field, isPinned])).toEqual([
      [b, true],
      [a, false],
    ])
  })

  it('are in the model as they are drawn', () => {
    const arranged = [{ field: a }, { field: b, width: 300 }, { field: c, isPinned: true }]
    for (const each of [arranged, toColumnLayout(v2, undefined)]) {
      const drawn = draw(each, 0)
      arrange(each, (model) => {
        const columns = model.getVisibleLeafColumns()
        expect(columns.map(({ id }) => id)).toEqual(drawn.map(({ source }) => source.field))
        expect(columns.map((column) => column.getSize())).toEqual(drawn.map(({ width }) => width))
        expect(columns.map((column) => column.getIndex())).toEqual(drawn.map((_, i) => i))
      })
    }
  })

  it('have the width that they were given, and share what is left among the others', () => {
    const arranged = arrangeColumn([{ field: a }, { field: b }], a, (column) =>
      resizeColumn(column, 300),
    )
    expect(draw(arranged, 1_000).map(({ width }) => width)).toEqual([300, 700])
    const usual = arrangeColumn(arranged, a, (column) => column.resetSize())
    expect(usual).toEqual([{ field: a }, { field: b }])
  })
})
