/** The rows that exist: a fixed number of elements, each showing the row of the list that is its turn. */

import type { ColumnSlot } from '../columns/columns.ts'
import type { CellPart } from './cell-parts.ts'
import {
  createRowElement,
  fillCell,
  markDay,
  markRow,
  type RowElement,
  type RowState,
  rowStates,
} from './row-element.ts'
import { sortElements } from './sort-elements.ts'

/** What the rows of a list look like. */
export type RowPainter = {
  /** The cells of a row, those in sight or all, or `undefined` while its entry is not at hand. */
  toCells: (
    index: number,
    inSight?: readonly boolean[],
  ) => readonly (readonly CellPart[] | undefined)[] | undefined
  /** Whether a day begins with a row. */
  isNewDay: (index: number) => boolean
  isMarked: (index: number, state: RowState) => boolean
}

/** Rows from one up to, not including, another, and how they are placed. */
export type RowRange = { from: number; to: number; rowHeight: number; shift: number }

/** Draws a stretch of the list. */
export type RowPool = {
  /** Shows a stretch. With `inSight` it passes by: no more than these columns is drawn until the next time. */
  show: (stretch: RowRange, inSight?: readonly boolean[]) => void
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

/** In place of what passes by out of sight: never what another entry has there. */
const nothing: readonly CellPart[] = []

/** How far from its origin a row may be placed before the origin is moved. */
const farthest = 4_096

/** Rows on the screen in the order of the list, then the hidden ones. */
function toBeUsed(a: RowElement, b: RowElement): number {
  return a.index < 0 || b.index < 0 ? b.index - a.index : a.index - b.index
}

/** Creates rows in `layer`, which is moved as a whole. */
export function createRowPool(
  layer: HTMLElement,
  slots: readonly ColumnSlot[],
  painter: RowPainter,
): RowPool {
  const rows: RowElement[] = []
  let origin = 0
  let originTop = Number.NaN
  let height = 0
  let inSight: readonly boolean[] | undefined

  /** Places are written where they differ: in a fling each row follows at the place of another one. */
  function place(row: RowElement): void {
    const top = (row.index - origin) * height
    if (top === row.top) return
    row.top = top
    row.element.style.top = `${top}px`
  }
  const active = () => rows.filter(({ index }) => index >= 0)

  function fill(row: RowElement): void {
    const cells = painter.toCells(row.index, inSight)
    row.isFilled = cells !== undefined
    row.isWhole = !inSight
    row.cells.forEach((cell, i) => {
      fillCell(cell, inSight?.[i] === false ? nothing : (cells?.[i] ?? skeleton))
    })
    markDay(row, cells !== undefined && painter.isNewDay(row.index))
  }

  function mark(row: RowElement): void {
    for (const state of rowStates) markRow(row, state, painter.isMarked(row.index, state))
    const { element } = row
    const isSelected = element.hasAttribute('data-selected') || element.hasAttribute('data-open')
    if (element.ariaSelected !== String(isSelected)) element.ariaSelected = String(isSelected)
  }

  function assign(row: RowElement, index: number): void {
    if (row.index < 0) row.element.hidden = false
    row.index = index
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

  function moveOrigin(from: number, rowHeight: number, shift: number, isElsewhere: boolean): void {
    const isMoved = isElsewhere || Math.abs(from - origin) > farthest
    if (isMoved) origin = from
    if (isMoved || rowHeight !== height) {
      height = rowHeight
      layer.style.setProperty('--row-height', `${height}px`)
      // Those that go are placed where they are needed next.
      if (!isElsewhere) for (const row of active()) place(row)
    }
    const top = origin * height + shift
    if (top === originTop) return
    originTop = top
    layer.style.transform = `translateY(${top}px)`
  }

  return {
    show({ from, to, rowHeight, shift }, columnsInSight) {
      inSight = columnsInSight
      layer.toggleAttribute('data-fling', inSight !== undefined)
      const isIn = ({ index }: RowElement) => index >= from && index < to
      const staying = new Set(rows.filter(isIn).map(({ index }) => index))
      moveOrigin(from, rowHeight, shift, staying.size === 0)
      while (rows.length < to - from) {
        const row = createRowElement(slots)
        rows.push(row)
        layer.append(row.element)
      }
      // What is on the screen is used first, from above to below: hidden ones would be laid out anew.
      const free = rows.filter((row) => !isIn(row)).sort(toBeUsed)
      for (let index = from; index < to; index++) {
        const row = staying.has(index) ? undefined : free.shift()
        if (row) assign(row, index)
      }
      for (const row of free) if (row.index >= 0) clear(row)
      if (!inSight) for (const row of active()) if (!row.isWhole) fill(row)
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
      return rows.find((row) => row.index === index)
    },
  }
}
