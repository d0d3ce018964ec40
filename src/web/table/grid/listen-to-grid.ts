/** Handles keys and pointer in the grid: moves, opens and selects rows, opens menus, and shows tooltips. */
import { isMenuKey } from '../../ui/keys/is-menu-key.ts'
import { findKeyTarget } from './find-key-target.ts'

/** The actions of the grid. */
export type GridActions = {
  current: () => number
  size: () => number
  pageRows: () => number
  move: (index: number) => void
  open: (index: number) => void
  /** Selects a row, or all rows from the current one to it. */
  select: (index: number, isRange: boolean) => void
  /** Expands or collapses the pair of a row; returns false for a row that is none. */
  togglePair: (index: number) => boolean
  /** Does what the run of text in a cell is for; returns false for a run that only tells something. */
  activateRun: (hit: GridCell) => boolean
  openRowMenu: (index: number) => void
  /** Opens the menu of a cell, or of the run of text in it; returns false when there is no action for its values. */
  openCellMenu: (hit: GridCell) => boolean
  toTitle: (index: number, column: number) => string | undefined
}

/** A cell and the indexes of its row and column, from 0; the run of text that was hit, and its index in the cell. */
export type GridCell = {
  cell: Element
  index: number
  column: number
  run: { element: Element; index: number } | undefined
}

/** The index of the row of an element; `undefined` outside of the rows. */
function findIndex(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest('[role=row]') : null
  const index = Number(row?.getAttribute('aria-rowindex')) - 2
  return index >= 0 ? index : undefined
}

function findCell(target: EventTarget | null): GridCell | undefined {
  const cell = target instanceof Element ? target.closest('[role=gridcell]') : null
  const index = findIndex(cell)
  if (!cell || index === undefined) return undefined
  return {
    cell,
    index,
    column: Number(cell.getAttribute('aria-colindex')) - 1,
    run: findRun(cell, target),
  }
}

/** The child of the cell that contains the target. */
function findRun(cell: Element, target: EventTarget | null): GridCell['run'] {
  const index = [...cell.children].findIndex(
    (child) => target instanceof Node && child.contains(target),
  )
  const element = cell.children[index]
  if (element) return { element, index }
  // A single run is drawn in the cell itself.
  return cell.children.length === 0 ? { element: cell, index: 0 } : undefined
}

/** Handles events of the grid and its rows until the returned function is called. */
export function listenToGrid(
  grid: HTMLElement,
  layer: HTMLElement,
  actions: GridActions,
): () => void {
  const listening = new AbortController()
  const { signal } = listening

  function onKeyDown(event: KeyboardEvent): void {
    // Keys in a control belong to that control, and keys with a modifier to the browser.
    if (event.target !== grid || event.ctrlKey || event.metaKey || event.altKey) return
    const current = actions.current()
    const target = findKeyTarget(event.key, current, actions.size(), actions.pageRows())
    if (target !== undefined) actions.move(target)
    else if (current >= actions.size()) return
    else if (event.key === 'Enter') actions.open(current)
    else if (event.key === ' ') actions.select(current, false)
    else if (event.key === 'x') actions.togglePair(current)
    else if (isMenuKey(event)) actions.openRowMenu(current)
    else return
    event.preventDefault()
  }

  function onClick(event: MouseEvent): void {
    const index = findIndex(event.target)
    if (index === undefined) return
    const hit = findCell(event.target)
    if (event.shiftKey || event.ctrlKey || event.metaKey) actions.select(index, event.shiftKey)
    else if (!hit || !actions.activateRun(hit)) actions.open(index)
  }

  function onContextMenu(event: MouseEvent): void {
    const hit = findCell(event.target)
    const isHandled = hit && actions.openCellMenu(hit)
    // Some systems send this event after the menu key as well, which was already handled.
    if (isHandled || event.target === grid) event.preventDefault()
  }

  /** Sets a tooltip only when the pointer enters a cell. */
  function onPointerOver({ target }: PointerEvent): void {
    const hit = findCell(target)
    const title = hit && actions.toTitle(hit.index, hit.column)
    if (title !== undefined && hit?.cell.getAttribute('title') !== title) {
      hit?.cell.setAttribute('title', title)
    }
  }

  /** Keeps a click with Shift from selecting text. */
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
