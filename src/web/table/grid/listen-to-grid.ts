/** What keys and pointer do in the grid: move, open, ask for the menu, see the whole of a cut value. */
import { findKeyTarget, isMenuKey } from './find-key-target.ts'

/** What the grid does when it is asked. */
export type GridActions = {
  current: () => number
  size: () => number
  pageRows: () => number
  move: (index: number) => void
  open: (index: number) => void
  /** Selects a row, or all from the current one to it. */
  select: (index: number, isRange: boolean) => void
  openRowMenu: (index: number) => void
  /** Opens the menu of a cell; false when there is nothing to offer. */
  openCellMenu: (index: number, column: number, cell: Element) => boolean
  toTitle: (index: number, column: number) => string | undefined
}

/** A cell and where it stands, both from 0. */
type CellPlace = { cell: Element; index: number; column: number }

/** The row that an element is in; `undefined` outside of the rows. */
function findIndex(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest('[role=row]') : null
  const index = Number(row?.getAttribute('aria-rowindex')) - 2
  return index >= 0 ? index : undefined
}

function findCell(target: EventTarget | null): CellPlace | undefined {
  const cell = target instanceof Element ? target.closest('[role=gridcell]') : null
  const index = findIndex(cell)
  if (!cell || index === undefined) return undefined
  return { cell, index, column: Number(cell.getAttribute('aria-colindex')) - 1 }
}

/** Listens in the grid and its rows until the returned function is called. */
export function listenToGrid(
  grid: HTMLElement,
  layer: HTMLElement,
  actions: GridActions,
): () => void {
  const listening = new AbortController()
  const { signal } = listening

  function onKeyDown(event: KeyboardEvent): void {
    // Keys of a control inside are that control's, and keys with a modifier the browser's.
    if (event.target !== grid || event.ctrlKey || event.metaKey || event.altKey) return
    const current = actions.current()
    const target = findKeyTarget(event.key, current, actions.size(), actions.pageRows())
    if (target !== undefined) actions.move(target)
    else if (current >= actions.size()) return
    else if (event.key === 'Enter') actions.open(current)
    else if (event.key === ' ') actions.select(current, false)
    else if (isMenuKey(event)) actions.openRowMenu(current)
    else return
    event.preventDefault()
  }

  function onClick(event: MouseEvent): void {
    const index = findIndex(event.target)
    if (index === undefined) return
    if (event.shiftKey || event.ctrlKey || event.metaKey) actions.select(index, event.shiftKey)
    else actions.open(index)
  }

  function onContextMenu(event: MouseEvent): void {
    const at = findCell(event.target)
    const isTaken = at && actions.openCellMenu(at.index, at.column, at.cell)
    // Some systems send this after the menu key, which was heard already.
    if (isTaken || event.target === grid) event.preventDefault()
  }

  /** A tooltip is written when the pointer comes, not for every row. */
  function onPointerOver({ target }: PointerEvent): void {
    const at = findCell(target)
    const title = at && actions.toTitle(at.index, at.column)
    if (title !== undefined && at?.cell.getAttribute('title') !== title) {
      at?.cell.setAttribute('title', title)
    }
  }

  /** A click with Shift selects rows, not their text. */
  function onMouseDown(event: MouseEvent): void {
    if (event.shiftKey) event.preventDefault()
  }

  layer.addEventListener('mousedown', onMouseDown, { signal })
  grid.addEventListener('keydown', onKeyDown, { signal })
  grid.addEventListener('contextmenu', onContextMenu, { signal })
  layer.addEventListener('click', onClick, { signal })
  layer.addEventListener('pointerover', onPointerOver, { signal })
  return () => listening.abort()
}
