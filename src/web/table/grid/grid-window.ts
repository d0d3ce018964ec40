/** The part of the list that is on the screen: scrolls it, and draws its rows. */
import type { StoredEntry } from '../../store/entry-store.ts'
import { applySizes, listVisibleColumns } from '../columns/columns.ts'
import type { CellPart } from '../rows/cell-part.ts'
import { afterFrame } from './after-frame.ts'
import type { GridPosition } from './grid-position.ts'
import type { GridElements, GridView } from './grid-view.ts'
import { createViewport, type Viewport } from './viewport.ts'
import { watchScrolling } from './watch-scrolling.ts'
import { createWindowRows, type WindowRows } from './window-rows.ts'

/** A window on the list. */
export type GridWindow = {
  view: () => GridView
  /** Shows another view. The row at the top stays where it is, unless `newTop` is given. */
  show: (next: GridView, newTop?: number) => void
  /** Draws no rows that arrive before the next view is shown. */
  freeze: () => void
  /** The scroll position, in pixels of the list. */
  top: () => number
  /** Scrolls as little as possible until the whole row is visible, or until it is near the middle. */
  reveal: (index: number, target?: 'visible' | 'middle') => void
  /** Number of rows that a page key moves by. */
  pageRows: () => number
  findEntry: (index: number) => StoredEntry | undefined
  findElement: (index: number) => Element | undefined
  /** The runs of text that a cell shows, in the order of its elements. */
  findParts: (index: number, column: number) => readonly CellPart[]
  /** Updates the marks of all rows. */
  remark: () => void
  destroy: () => void
}

/** The callbacks of a window. */
export type WindowEvents = {
  /** Returns the index of the current row. */
  current: () => number
  /** The rows from one up to, not including, another were drawn. */
  onDraw: (from: number, to: number) => void
  onNearEnd: () => void
}

/** Rows drawn beyond either edge. A fling draws none of them, because every frame shows other rows. */
const extraRows = 5
/** Height of the row of headings in pixels; cards have none on the screen. */
const headingHeight = 28
/** `onNearEnd` is called when fewer rows than this are left below. */
const rowsAhead = 40

/** Opens a window at the position where the list was left. */
export function createGridWindow(
  elements: GridElements,
  firstView: GridView,
  events: WindowEvents,
): GridWindow {
  const { scroller, grid, layer } = elements
  const { position } = firstView
  const notice = grid.nextElementSibling
  const viewport = createViewport(elements, notice, firstView.isCard ? 0 : headingHeight)
  let view = firstView
  const rows = createWindowRows(layer, () => view, events.current)
  const draw = createDrawing(viewport, rows, position, () => view, events)
  const resize = () => viewport.setContentHeight(view.size * view.rowHeight)
  const stopWatching = watchScrolling(scroller, {
    onStep: () => readScroll(viewport, scroller, position),
    draw,
    onEnd() {
      viewport.alignScrollBar()
      draw()
      rows.pool().sort()
    },
  })
  applySizes(grid, view.columns, view.isCard)
  rows.cache().grow(view.size)
  viewport.measure()
  resize()
  if (position.top > 0) viewport.scrollTo(position.top * view.rowHeight)
  // Even to set it to zero, the browser would compute a layout.
  if (position.left > 0) scroller.scrollLeft = position.left
  drawFirst(scroller, draw)
  const stopMeasuring = watchSizes(notice ? [scroller, notice] : [scroller], viewport, () => {
    resize()
    draw()
  })

  return {
    view: () => view,
    show(next, newTop) {
      const before = view
      const topRow = (newTop ?? viewport.top()) / before.rowHeight
      view = next
      rows.prepare(next, before)
      if (next.columns !== before.columns) applySizes(grid, next.columns, next.isCard)
      resize()
      if (newTop !== undefined || next.rowHeight !== before.rowHeight) {
        viewport.scrollTo(topRow * next.rowHeight)
      }
      draw()
      rows.refresh(next, before)
    },
    freeze: rows.freeze,
    top: viewport.top,
    reveal(index, target = 'visible') {
      const top = index * view.rowHeight
      if (target === 'middle') scrollToMiddle(viewport, top + view.rowHeight / 2)
      else scrollIntoView(viewport, top, top + view.rowHeight)
      draw()
    },
    pageRows: () => Math.max(1, Math.floor(viewport.rowsHeight() / view.rowHeight) - 1),
    findEntry: (index) => rows.cache().get(index),
    findElement: (index) => rows.pool().find(index)?.element,
    findParts: (index, column) => rows.pool().find(index)?.cells[column]?.drawn ?? [],
    remark: () => rows.pool().remark(),
    destroy() {
      stopWatching()
      stopMeasuring()
      layer.replaceChildren()
    },
  }
}

/** Reads where the list was scrolled to. Returns whether it was by so much that all rows in sight are others. */
function readScroll(viewport: Viewport, scroller: HTMLElement, position: GridPosition): boolean {
  position.left = scroller.scrollLeft
  const before = viewport.top()
  viewport.readScroll()
  return Math.abs(viewport.top() - before) >= viewport.rowsHeight()
}

/** Draws the first frame like one of a fling, so that it comes early, and the rest after it. */
function drawFirst(scroller: Element, draw: (isFling?: boolean) => void): void {
  draw(true)
  // The table may be gone by then.
  afterFrame(() => scroller.isConnected && draw())
}

/** Measures the viewport when elements change their size, until the returned function is called. */
function watchSizes(
  elements: readonly Element[],
  viewport: Viewport,
  onChange: () => void,
): () => void {
  const observer = new ResizeObserver(() => {
    // It also calls back once for each element that it begins to observe.
    if (viewport.measure()) onChange()
  })
  for (const each of elements) observer.observe(each)
  return () => observer.disconnect()
}

/** Prepares to draw the rows at the present scroll position. */
function createDrawing(
  viewport: Viewport,
  rows: WindowRows,
  position: GridPosition,
  getView: () => GridView,
  events: WindowEvents,
): (isFling?: boolean) => void {
  return (isFling = false) => {
    const { rowHeight, size, columns, firstEntries } = getView()
    const extra = isFling ? 0 : extraRows
    const count = Math.ceil(viewport.rowsHeight() / rowHeight) + 1 + 2 * extra
    const first = Math.floor(viewport.top() / rowHeight) - extra
    const from = Math.max(0, Math.min(first, size - count))
    const to = Math.min(size, from + count)
    // Requested before drawing: a store in this thread answers before the frame is painted.
    rows.cache().want(Math.max(0, from - 1), to)
    const visibleColumns = isFling
      ? listVisibleColumns(columns, position.left, viewport.width())
      : undefined
    rows.pool().show({ from, to, rowHeight, shift: viewport.shift() }, visibleColumns)
    position.top = viewport.top() / rowHeight
    events.onDraw(from, to)
    // The first entries are only the top of the first page, so their end is not the end of what is loaded.
    if (!firstEntries && to >= size - rowsAhead) events.onNearEnd()
  }
}

/** Scrolls as little as possible until everything from `top` to `bottom` is visible. */
function scrollIntoView(viewport: Viewport, top: number, bottom: number): void {
  if (viewport.top() > top) viewport.scrollTo(top)
  else if (viewport.top() < bottom - viewport.rowsHeight()) {
    viewport.scrollTo(bottom - viewport.rowsHeight())
  }
}

/** Scrolls until a position is in the middle; a position in the middle half of the window stays where it is. */
function scrollToMiddle(viewport: Viewport, position: number): void {
  const half = viewport.rowsHeight() / 2
  if (Math.abs(position - viewport.top() - half) > half / 2) viewport.scrollTo(position - half)
}
