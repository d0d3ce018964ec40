/** Where a table was left. It outlives the table, so that Back shows the same rows at the same height. */

/** The place, which the grid writes and a later grid of the same list reads. */
export type GridPosition = {
  /** How far it is scrolled: down in rows, to the side in pixels. */
  top: number
  left: number
  /** The row that keys start from. */
  current: number
  /** The row that the drawer showed. */
  openIndex: number | undefined
  /** Whether somebody has gone to a row. */
  isVisited: boolean
  /** Whether an earlier grid has written it. */
  isKept: boolean
  /** Goes to a row as keys do, while there is a grid. */
  goTo: ((index: number) => void) | undefined
  /**
   * Takes the focus to the list and goes so many rows further, while there is a grid. The first step into a
   * list that nobody was in leads to its current row, which is seen only from then on.
   */
  step: ((by: -1 | 0 | 1) => void) | undefined
}

/** The top of a list that nobody has looked at. */
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
