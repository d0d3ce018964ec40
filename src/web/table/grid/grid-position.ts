/** The scroll position of a table. It outlives the table, so that Back shows the same rows at the same height. */

/** The position, which a grid writes and the next grid of the same list reads. */
export type GridPosition = {
  /** The scroll position: vertically in rows, horizontally in pixels. */
  top: number
  left: number
  /** The index of the current row, from which keys start. */
  current: number
  /** The index of the row that the drawer showed. */
  openIndex: number | undefined
  /** Whether the user has moved to a row. */
  isVisited: boolean
  /** Whether an earlier grid has written it. */
  isKept: boolean
  /** Moves to a row like a key; `undefined` without a grid. */
  goTo: ((index: number) => void) | undefined
  /**
   * Focuses the list and moves by this many rows; `undefined` without a grid. The first step into a list that was
   * not visited leads to its current row, because that row was not marked before.
   */
  step: ((by: -1 | 0 | 1) => void) | undefined
}

/** The position of a new list: its top. */
export function createGridPosition(): GridPosition {
  return {
    top: 0,
    left: 0,
    current: 0,
    openIndex: undefined,
    isVisited: false,
    isKept: false,
    goTo: undefined,
    step: undefined,
  }
}
