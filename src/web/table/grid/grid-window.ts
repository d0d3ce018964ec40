/** The part of the list that is on the screen: how far it is scrolled, and the rows that are drawn there. */
import type { StoredEntry } from '../../store/entry-store.ts'
import { applySizes, hasSameSlots, listVisibleColumns, toColumnSlots } from '../columns/columns.ts'
import { createRowCache, type RowCache } from '../rows/row-cache.ts'
import { createRowPainter } from '../rows/row-painter.ts'
import { createRowPool, type RowPool } from '../rows/row-pool.ts'
import { afterFrame } from './after-frame.ts'
import type { GridParts, GridView } from './grid-view.ts'
import { createScrollSpace } from './scroll-space.ts'

/** A window on the list. */
export type GridWindow = {
  view: () => GridView
  /** Shows another view; the row at the top stays where it is, or goes to `newTop`. */
  show: (next: GridView, newTop?: number) => void
  /** How far it is scrolled, in pixels of the list. */
  top: () => number
  /** Scrolls no further than it takes to see all of a row. */
  reveal: (index: number) => void
  /** How many rows are seen at once. */
  pageRows: () => number
  findEntry: (index: number) => StoredEntry | undefined
  findElement: (index: number) => Element | undefined
  /** Writes the marks of all rows anew. */
  remark: () => void
  destroy: () => void
}

/** What the window asks and tells. */
export type WindowEvents = {
  /** The row that keys start from. */
  current: () => number
  /** The rows from one up to, not including, another were drawn. */
  onDraw: (from: number, to: number) => void
  onNearEnd: () => void
}

/** Height of the row of headings in pixels. */
const headerHeight = 32
/** Rows drawn beyond either edge; none in a fling that leaves all of them behind with every frame. */
const rowsBeyond = 5
/** How many rows before the end more is asked for. */
const rowsAhead = 40
/** How long scrolling has to rest before everything is put right that a fling leaves out. */
const restMs = 140

/** Opens a window at the place where the list was left. */
export function createGridWindow(
  { scroller, grid, body, layer }: GridParts,
  firstView: GridView,
  events: WindowEvents,
): GridWindow {
  const space = createScrollSpace()
  const { place } = firstView
  /** Stands after the last row. */
  const notice = grid.nextElementSibling
  let view = firstView
  let size = { width: 0, height: 0, extra: headerHeight }
  let cache = createCache()
  let pool = createPool()
  /** Steps one after the other that left the whole window behind. */
  let leaps = 0
  let restTimer: ReturnType<typeof setTimeout> | undefined

  function createCache(): RowCache {
    const fill = () => {
      if (made === cache) pool.fillMissing()
    }
    const made = createRowCache(view.source, fill, afterFrame)
    return made
  }

  function createPool(): RowPool {
    layer.replaceChildren()
    return createRowPool(layer, toColumnSlots(view.columns), {
      ...createRowPainter(() => ({ ...view, find: (index) => cache.get(index) })),
      isMarked(index, state) {
        const { openIndex, selectedRows, hits } = view.marks
        if (state === 'open') return index === openIndex
        if (state === 'hit') return hits.has(index)
        if (state === 'current') return index === events.current()
        const row = selectedRows.size > 0 ? cache.get(index)?.row : undefined
        return row !== undefined && selectedRows.has(row)
      },
    })
  }

  /** Height of the part of the window in which rows are seen. */
  const seenHeight = () => size.height - headerHeight

  function measure(): void {
    const extra = headerHeight + (notice?.getBoundingClientRect().height ?? 0)
    size = { width: scroller.clientWidth, height: scroller.clientHeight, extra }
    makeRoom()
  }

  /** Makes room for all rows. Asks nothing of the page, which would have to be laid out for an answer. */
  function makeRoom(): void {
    const content = view.size * view.rowHeight
    space.resize({ content, extra: size.extra, view: size.height })
    body.style.height = `${space.height()}px`
  }

  function draw(isFling = false): void {
    const { rowHeight, size: count } = view
    const beyond = isFling ? 0 : rowsBeyond
    const seen = Math.ceil(seenHeight() / rowHeight) + 1 + 2 * beyond
    const first = Math.floor(space.top() / rowHeight) - beyond
    const from = Math.max(0, Math.min(first, count - seen))
    const to = Math.min(count, from + seen)
    // Asked for first: a store in this page answers before the frame is painted.
    cache.want(Math.max(0, from - 1), to)
    const inSight = isFling ? listVisibleColumns(view.columns, place.left, size.width) : undefined
    pool.show({ from, to, rowHeight, shift: space.shift() }, inSight)
    place.top = space.top() / rowHeight
    events.onDraw(from, to)
    if (to >= count - rowsAhead) events.onNearEnd()
  }

  function setPosition(position: number | undefined): void {
    if (position !== undefined) scroller.scrollTop = position
  }

  function onScroll(): void {
    place.left = scroller.scrollLeft
    const before = space.top()
    setPosition(space.scrolled(scroller.scrollTop))
    leaps = Math.abs(space.top() - before) < seenHeight() ? 0 : leaps + 1
    // One leap is a jump, and its rows are looked at.
    draw(leaps > 1)
    clearTimeout(restTimer)
    restTimer = setTimeout(rest, restMs)
  }

  function rest(): void {
    leaps = 0
    setPosition(space.settle())
    draw()
    pool.sort()
  }

  const observer = new ResizeObserver(() => {
    measure()
    draw()
  })
  scroller.addEventListener('scroll', onScroll, { passive: true })
  applySizes(grid, view.columns)
  cache.grow(view.size)
  measure()
  if (place.top > 0) setPosition(space.goTo(place.top * view.rowHeight))
  scroller.scrollLeft = place.left
  draw()
  observer.observe(scroller)
  if (notice) observer.observe(notice)

  return {
    view: () => view,
    show(next, newTop) {
      const before = view
      const topRow = (newTop ?? space.top()) / before.rowHeight
      view = next
      const isOther = next.source !== before.source || next.revision !== before.revision
      if (isOther) cache = createCache()
      cache.grow(next.size)
      if (next.columns !== before.columns) {
        applySizes(grid, next.columns)
        if (!hasSameSlots(next.columns, before.columns)) pool = createPool()
      }
      makeRoom()
      if (newTop !== undefined || next.rowHeight !== before.rowHeight) {
        setPosition(space.goTo(topRow * next.rowHeight))
      }
      draw()
      if (isOther || next.timeZone !== before.timeZone) pool.refill()
      if (isOther || next.marks !== before.marks) pool.remark()
    },
    top: space.top,
    reveal(index) {
      const top = index * view.rowHeight
      const bottom = top + view.rowHeight - seenHeight()
      if (space.top() > top) setPosition(space.goTo(top))
      else if (space.top() < bottom) setPosition(space.goTo(bottom))
      draw()
    },
    pageRows: () => Math.max(1, Math.floor(seenHeight() / view.rowHeight) - 1),
    findEntry: (index) => cache.get(index),
    findElement: (index) => pool.find(index)?.element,
    remark: () => pool.remark(),
    destroy() {
      clearTimeout(restTimer)
      observer.disconnect()
      scroller.removeEventListener('scroll', onScroll)
      layer.replaceChildren()
    },
  }
}
