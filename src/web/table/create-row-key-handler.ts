/** Moves the current row by keyboard, as lists of records do: arrows, j and k, pages, first and last. */
import type { KeyboardEvent } from 'react'

/** Where a key leads from the current row; `undefined` for keys that do not move. */
export function findKeyTarget(
  key: string,
  current: number,
  size: number,
  pageRows: number,
): number | undefined {
  const last = size - 1
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: current + 1,
    j: current + 1,
    ArrowUp: current - 1,
    k: current - 1,
    PageDown: current + pageRows,
    PageUp: current - pageRows,
    Home: 0,
    End: last,
  }
  if (size === 0 || !Object.hasOwn(moves, key)) return undefined
  return Math.max(0, Math.min(last, moves[key] ?? current))
}

/** Handles the keys of the grid; keys with a modifier stay the browser's. */
export function createRowKeyHandler(options: {
  current: number
  size: number
  pageRows: number
  onMove: (index: number) => void
  onOpen: (index: number) => void
  /** Opens the menu of what can be done with the values of the row. */
  onMenu: (index: number) => void
}): (event: KeyboardEvent) => void {
  return (event) => {
    // Keys of a control inside are that control's.
    if (event.target !== event.currentTarget) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { current, size, pageRows } = options
    const target = findKeyTarget(event.key, current, size, pageRows)
    if (target !== undefined) {
      event.preventDefault()
      options.onMove(target)
    } else if (event.key === 'Enter' && current < size) {
      event.preventDefault()
      options.onOpen(current)
    } else if (isMenuKey(event) && current < size) {
      event.preventDefault()
      options.onMenu(current)
    }
  }
}

/** The keys that open a context menu everywhere, and one that every keyboard has. */
function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === '.' || key === 'ContextMenu' || (key === 'F10' && shiftKey)
}
