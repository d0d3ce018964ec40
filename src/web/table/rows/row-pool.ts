/** The row elements of the table: about as many as fit on the screen, reused for other rows while scrolling. */

import type { ColumnSlot } from '../columns/columns.ts'
import type { CellPart } from './cell-part.ts'
import {
  createRowElement,
  fillCell,
  markDay,
  markRow,
  type RowElement,
  type RowState,
  rowStates,
} from './row-element.ts'
import { createRowLayer, type RowLayout } from './row-layer.ts'
import { sortElements } from './sort-elements.ts'

/** Provides the contents of rows. */
export type RowPainter = {
  /** The cells of a row; only those in sight and without marks if given, in a fling; `undefined` while its entry is not loaded. */
  toCells: (
    index: number,
    inSight?: readonly boolean[],
  ) => readonly (readonly CellPart[] | undefined)[] | undefined
  /** Whether a row is the first of a day. */
  isNewDay: (index: number) => boolean
  isMarked: (index: number, state: RowState) => boolean
}

/** Draws a range of the list. */
export type RowPool = {
  /** Shows a range. With `inSight`, in a fling, only these columns are drawn, until the next call without it. */
  show: (range: RowLayout, inSight?: readonly boolean[]) => void
  /** Fills the rows whose entries were not loaded before. */
  fillMissing: () => void
  /** Fills all rows again. */
  refill: () => void
  /** Updates the marks of all rows. */
  remark: () => void
  /** Puts the elements into the order of the list, for screen readers. */
  sort: () => void
  find: (index: number) => RowElement | undefined
}

/** A bar instead of text while an entry is loading. */
const skeleton: readonly CellPart[] = [
  {
    text: '',
    className: 'inline-block h-2 w-3/5 rounded-full bg-kumo-fill align-middle',
    isBox: true,
  },
]

/** Content of cells out of sight in a fling: they must not show the entry that the row showed before. */
const nothing: readonly CellPart[] = []

/** A time has two runs in every row, so that only their texts change. */
const maxFlingRuns = 2

/**
 * A sentence as one run. Its runs differ from row to row, so that a fling would create and style elements in every frame
 * for words that are gone in the next one.
 */
function toFlingParts(parts: readonly CellPart[]): readonly CellPart[] {
  if (parts.length <= maxFlingRuns) return parts
  return [{ text: parts.map(({ text }) => text).join(''), className: '' }]
}

/** Sorts rows on the screen by their index, and hidden ones after them. */
function compareForReuse(a: RowElement, b: RowElement): number {
  return a.index < 0 || b.index < 0 ? b.index - a.index : a.index - b.index
}

/** Creates rows in `layer`, which is moved as a whole. */
export function createRowPool(
  layer: HTMLElement,
  slots: readonly ColumnSlot[],
  painter: RowPainter,
): RowPool {
  const rows: RowElement[] = []
  const rowLayer = createRowLayer(layer, rows)
  let inSight: readonly boolean[] | undefined

  const active = () => rows.filter(({ index }) => index >= 0)

  function fill(row: RowElement): void {
    const cells = painter.toCells(row.index, inSight)
    row.isFilled = cells !== undefined
    row.isWhole = !inSight
    row.cells.forEach((cell, i) => {
      const parts = inSight?.[i] === false ? nothing : (cells?.[i] ?? skeleton)
      fillCell(cell, inSight ? toFlingParts(parts) : parts)
    })
    markDay(row, cells !== undefined && painter.isNewDay(row.index))
  }

  function assign(row: RowElement, index: number): void {
    if (row.index < 0) row.element.hidden = false
    row.index = index
    row.element.id = `row-${index}`
    row.element.setAttribute('aria-rowindex', String(index + 2))
    rowLayer.place(row)
    markStates(row, painter)
    fill(row)
  }

  return {
    show(range, columnsInSight) {
      const { from, to } = range
      inSight = columnsInSight
      layer.toggleAttribute('data-fling', inSight !== undefined)
      const isIn = ({ index }: RowElement) => index >= from && index < to
      const staying = new Set(rows.filter(isIn).map(({ index }) => index))
      rowLayer.moveTo(range, staying.size === 0)
      while (rows.length < to - from) {
        const row = createRowElement(slots)
        rows.push(row)
        layer.append(row.element)
      }
      // Reuse rows on the screen first, from top to bottom: showing a hidden one costs a layout.
      const free = rows.filter((row) => !isIn(row)).sort(compareForReuse)
      for (let index = from; index < to; index++) {
        const row = staying.has(index) ? undefined : free.shift()
        if (row) assign(row, index)
      }
      for (const row of free) if (row.index >= 0) hideRow(row)
      if (!inSight) for (const row of active()) if (!row.isWhole) fill(row)
    },
    fillMissing() {
      for (const row of rows) {
        if (row.index < 0 || row.isFilled) continue
        fill(row)
        markStates(row, painter)
      }
    },
    refill() {
      for (const row of active()) fill(row)
    },
    remark() {
      for (const row of active()) markStates(row, painter)
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

function markStates(row: RowElement, painter: RowPainter): void {
  for (const state of rowStates) markRow(row, state, painter.isMarked(row.index, state))
  const { element } = row
  const isSelected = element.hasAttribute('data-selected') || element.hasAttribute('data-open')
  if (element.ariaSelected !== String(isSelected)) element.ariaSelected = String(isSelected)
}

function hideRow(row: RowElement): void {
  row.index = -1
  row.element.hidden = true
  row.element.removeAttribute('id')
  row.element.removeAttribute('aria-rowindex')
}
