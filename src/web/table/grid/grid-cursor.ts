/** The current row of a grid, from which keys start. */
import type { GridPosition } from './grid-position.ts'

/** The current row. */
export type GridCursor = {
  index: () => number
  /** Changes the index, for example because the rows have moved. */
  set: (index: number) => void
  /** Names the drawn rows: from one up to, not including, another. */
  setDrawn: (from: number, to: number) => void
  /** Names the current row to assistive technology, while the row is drawn. */
  updateElement: () => void
}

/** Creates the cursor of a grid, at the current row of the position. */
export function createGridCursor(grid: HTMLElement, position: GridPosition): GridCursor {
  let current = position.current
  let drawnFrom = 0
  let drawnTo = 0

  function updateElement(): void {
    const id = current >= drawnFrom && current < drawnTo ? `row-${current}` : ''
    if ((grid.getAttribute('aria-activedescendant') ?? '') === id) return
    if (id) grid.setAttribute('aria-activedescendant', id)
    else grid.removeAttribute('aria-activedescendant')
  }

  return {
    index: () => current,
    set(index) {
      current = index
      position.current = index
    },
    setDrawn(from, to) {
      drawnFrom = from
      drawnTo = to
      updateElement()
    },
    updateElement,
  }
}
