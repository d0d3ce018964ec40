/**
 * Places rows in their layer. Rows are placed relative to an origin near them, and the layer is moved as a whole:
 * `top` values of millions of pixels are not exact.
 */
import type { RowElement } from './row-element.ts'

/** Rows from one up to, not including, another, and how they are placed. */
export type RowLayout = { from: number; to: number; rowHeight: number; shift: number }

/** The layer. */
type RowLayer = {
  /** Places a row by its index. */
  place: (row: RowElement) => void
  /** Moves the layer for a range. `isElsewhere`: none of the rows stays, so none of them is placed again now. */
  moveTo: (range: RowLayout, isElsewhere: boolean) => void
}

/** The origin is moved when a row is further than this from it. */
const maxDistance = 4_096

/** Creates the layer of an element; `rows` are its rows. */
export function createRowLayer(layer: HTMLElement, rows: readonly RowElement[]): RowLayer {
  let origin = 0
  let originTop = Number.NaN
  let height = 0

  /** Writes `top` only if it differs: in a fling each row takes the position of another one. */
  function place(row: RowElement): void {
    const top = (row.index - origin) * height
    if (top === row.top) return
    row.top = top
    row.element.style.top = `${top}px`
  }

  return {
    place,
    moveTo({ from, rowHeight, shift }, isElsewhere) {
      const isMoved = isElsewhere || Math.abs(from - origin) > maxDistance
      if (isMoved) origin = from
      if (isMoved || rowHeight !== height) {
        height = rowHeight
        layer.style.setProperty('--row-height', `${height}px`)
        if (!isElsewhere) for (const row of rows) if (row.index >= 0) place(row)
      }
      const top = origin * height + shift
      if (top === originTop) return
      originTop = top
      layer.style.transform = `translateY(${top}px)`
    },
  }
}
