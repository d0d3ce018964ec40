/** The rows that exist: a fixed number of elements, each showing the row of the list that is its turn. */

import type { CellPart } from './cell-parts.ts'
import {
  type CellPlace,
  createRowElement,
  fillCell,
  markRow,
  type RowElement,
  type RowState,
  rowStates,
  showDay,
} from './row-element.ts'
import { sortElements } from './sort-elements.ts'

/** What the rows of a list look like. */
export type RowPainter = {
  /** The cells of a row, or `undefined` while its entry is not at hand. */
  toCells: (index: number) => readonly (readonly CellPart[])[] | undefined
  /** The day to write above a row, where it differs from the row before. */
  toDay: (index: number) => string | undefined
  isMarked: (index: number, state: RowState) => boolean
}

/** Draws a stretch of the list. */
export type RowPool = {
  /** Shows rows from `from` up to, not including, `to`. */
  show: (from: number, to: number, rowHeight: number, shift: number) => void
  /** Fills the rows whose entries were not at hand. */
  fillMissing: () => void
  /** Fills all rows anew: something about all of them has changed. */
  refill: () => void
  /** Writes the marks of all rows anew. */
  remark: () => void
  /** Makes the elements stand in the order of the list, for whoever reads them one by one. */
  sort: () => void
  find: (index: number) => RowElement | undefined
}

/** Bars in the place of text, while an entry is on its way. */
const skeleton: readonly CellPart[] = [
  {
    text: '',
    className: 'inline-block h-2 w-3/5 rounded-full bg-kumo-fill align-middle',
    isBox: true,
  },
]

/** How far from its origin a row may be placed before the origin is moved. */
const farthest = 4_096

/** Creates rows in `layer`, which is moved as a whole. */
export function createRowPool(
  layer: HTMLElement,
  places: readonly CellPlace[],
  painter: RowPainter,
): RowPool {
  const rows: RowElement[] = []
  let origin = 0
  let originTop = Number.NaN
  let height = 0

  const place = (row: RowElement) => {
    row.element.style.transform = `translateY(${(row.index - origin) * height}px)`
  }
  const active = () => rows.filter(({ index }) => index >= 0)

  function fill(row: RowElement): void {
    const cells = painter.toCells(row.index)
    row.isFilled = cells !== undefined
    for (const [i, cell] of row.cells.entries()) fillCell(cell, cells?.[i] ?? skeleton)
    showDay(row, cells && painter.toDay(row.index))
  }

  function mark(row: RowElement): void {
    for (const state of rowStates) markRow(row, state, painter.isMarked(row.index, state))
    const { element } = row
    const isSelected = element.hasAttribute('data-selected') || element.hasAttribute('data-open')
    element.setAttribute('aria-selected', String(isSelected))
  }

  function assign(row: RowElement, index: number): void {
    row.index = index
    row.element.hidden = false
    row.element.id = `row-${index}`
    row.element.setAttribute('aria-rowindex', String(index + 2))
    place(row)
    mark(row)
    fill(row)
  }

  function clear(row: RowElement): void {
    row.index = -1
    row.element.hidden = true
    row.element.removeAttribute('id')
    row.element.removeAttribute('aria-rowindex')
  }

  function moveOrigin(from: number, rowHeight: number, shift: number): void {
    const isFar = Math.abs(from - origin) > farthest
    if (isFar) origin = from
    if (isFar || rowHeight !== height) {
      height = rowHeight
      layer.style.setProperty('--row-height', `${height}px`)
      for (const row of active()) place(row)
    }
    const top = origin * height + shift
    if (top === originTop) return
    originTop = top
    layer.style.transform = `translateY(${top}px)`
  }

  return {
    show(from, to, rowHeight, shift) {
      moveOrigin(from, rowHeight, shift)
      while (rows.length < to - from) {
        const row = createRowElement(places)
        rows.push(row)
        layer.append(row.element)
        // Whose turn it is depends on how many there are.
        for (const each of rows) if (each.index >= 0) clear(each)
      }
      for (const row of rows) {
        if (row.index >= 0 && (row.index < from || row.index >= to)) clear(row)
      }
      for (let index = from; index < to; index++) {
        const row = rows[index % rows.length]
        if (row && row.index !== index) assign(row, index)
      }
    },
    fillMissing() {
      for (const row of rows) {
        if (row.index < 0 || row.isFilled) continue
        fill(row)
        mark(row)
      }
    },
    refill() {
      for (const row of active()) fill(row)
    },
    remark() {
      for (const row of active()) mark(row)
    },
    sort() {
      const inOrder = active().sort((a, b) => a.index - b.index)
      sortElements(
        layer,
        inOrder.map(({ element }) => element),
      )
    },
    find(index) {
      const row = rows[index % Math.max(1, rows.length)]
      return row?.index === index ? row : undefined
    },
  }
}
