import { toTitle } from './cell-parts.ts'
import { applySizes, hasSamePlaces, toPlaces } from './columns.ts'
import { findPivotTarget } from './find-pivot-target.ts'
import { findPlace } from './find-place.ts'
import type { GridEvents, GridParts, GridView } from './grid-view.ts'
import { listenToGrid } from './listen-to-grid.ts'
import { createRowCache, type RowCache } from './row-cache.ts'
import { createRowPainter } from './row-painter.ts'
import { createRowPool, type RowPool } from './row-pool.ts'
import { createScrollSpace } from './scroll-space.ts'

/** A living grid. */
export type EntryGrid = {
  update: (view: GridView, events: GridEvents) => void
  destroy: () => void
}

/** Height of the row of headings in pixels. */
export const headerHeight = 32
/** Rows drawn beyond either edge; none in a fling that leaves all of them behind with every frame. */
const rowsBeyond = 5
/** How many rows before the end more is asked for. */
const rowsAhead = 40
/** Most rows that one gesture selects. */
const mostSelected = 1_000
/** How long scrolling has to rest before the bar and the order of elements are put right. */
const restMs = 140
/** How long after the last key the position is read out. */
const sayAfterMs = 250

const format = (count: number) => count.toLocaleString('en-US')

/** Starts a grid in its elements. */
export function createEntryGrid(
  parts: GridParts,
  firstView: GridView,
  firstEvents: GridEvents,
): EntryGrid {
  const { scroller, grid, body, layer, announcer } = parts
  const space = createScrollSpace()
  let view = firstView
  let events = firstEvents
  const { place } = firstView
  let current = place.current
  let drawn = { from: 0, to: 0 }
  let cache = createCache()
  let pool = createPool()
  let restTimer: ReturnType<typeof setTimeout> | undefined
  let latest = firstView
  let isOver = false
  let sayTimer: ReturnType<typeof setTimeout> | undefined

  function createCache(): RowCache {
    const made = createRowCache(view.source, () => {
      if (made === cache) pool.fillMissing()
    })
    return made
  }

  function createPool(): RowPool {
    layer.replaceChildren()
    return createRowPool(layer, toPlaces(view.columns), {
      ...createRowPainter(() => ({ ...view, find: (index) => cache.get(index) })),
      isMarked(index, state) {
        const { openIndex, selectedRows, hits } = view.marks
        if (state === 'open') return index === openIndex
        if (state === 'hit') return hits.has(index)
        if (state === 'current') return index === current
        const row = selectedRows.size > 0 ? cache.get(index)?.row : undefined
        return row !== undefined && selectedRows.has(row)
      },
    })
  }

  /** Height of the part of the window in which rows are seen. */
  const seenHeight = () => scroller.clientHeight - headerHeight

  function measure(): void {
    const content = view.size * view.rowHeight
    const extra = scroller.scrollHeight - body.offsetHeight
    space.resize({ content, extra: Math.max(headerHeight, extra), view: scroller.clientHeight })
    body.style.height = `${space.height()}px`
  }

  function draw(overscan = rowsBeyond): void {
    const { rowHeight, size } = view
    const first = Math.floor(space.top() / rowHeight)
    const count = Math.ceil(seenHeight() / rowHeight) + 1
    const from = Math.max(0, Math.min(first - overscan, size - count - 2 * overscan))
    const to = Math.min(size, from + count + 2 * overscan)
    drawn = { from, to }
    // Asked for first: a store in this page answers before the frame is painted.
    cache.want(Math.max(0, from - 1), to)
    pool.show(from, to, rowHeight, space.shift())
    place.top = space.top() / rowHeight
    tellCurrent()
    if (to >= size - rowsAhead) events.onNearEnd()
  }

  function setPosition(position: number | undefined): void {
    if (position !== undefined) scroller.scrollTop = position
  }

  function onScroll(): void {
    place.left = scroller.scrollLeft
    const before = space.top()
    setPosition(space.scrolled(scroller.scrollTop))
    draw(Math.abs(space.top() - before) < seenHeight() ? rowsBeyond : 0)
    clearTimeout(restTimer)
    restTimer = setTimeout(rest, restMs)
  }

  function rest(): void {
    setPosition(space.settle())
    draw()
    pool.sort()
  }

  function tellCurrent(): void {
    const isThere = current >= drawn.from && current < drawn.to
    const id = isThere ? `row-${current}` : ''
    if ((grid.getAttribute('aria-activedescendant') ?? '') === id) return
    if (isThere) grid.setAttribute('aria-activedescendant', id)
    else grid.removeAttribute('aria-activedescendant')
  }

  function reveal(index: number): void {
    const top = index * view.rowHeight
    const bottom = top + view.rowHeight - seenHeight()
    if (space.top() > top) setPosition(space.goTo(top))
    else if (space.top() < bottom) setPosition(space.goTo(bottom))
    draw()
  }

  function setCurrent(index: number): void {
    current = index
    place.current = index
    pool.remark()
    tellCurrent()
  }

  function say(): void {
    clearTimeout(sayTimer)
    const { size } = view
    sayTimer = setTimeout(() => {
      announcer.textContent = `Row ${format(current + 1)} of ${format(size)} loaded`
    }, sayAfterMs)
  }

  function move(index: number): void {
    setCurrent(index)
    reveal(index)
    say()
    if (view.marks.openIndex !== undefined) open(index)
  }

  async function select(index: number, isRange: boolean): Promise<void> {
    const [from, to] = isRange
      ? [Math.min(current, index), Math.max(current, index)]
      : [index, index]
    setCurrent(index)
    const entries = await view.source.rows(from, Math.min(to + 1, from + mostSelected))
    events.onSelect(entries)
  }

  async function open(index: number): Promise<void> {
    setCurrent(index)
    const row = cache.get(index) ?? (await view.source.rows(index, index + 1))[0]
    if (row) events.onOpen(row)
  }

  const stopListening = listenToGrid(grid, layer, {
    current: () => current,
    size: () => view.size,
    pageRows: () => Math.max(1, Math.floor(seenHeight() / view.rowHeight) - 1),
    move,
    open,
    select,
    openRowMenu(index) {
      const [entry, row] = [cache.get(index), pool.find(index)]
      if (!entry || !row) return
      const { columns, fields } = view
      const targets = columns.flatMap((column) => findPivotTarget(entry, column, fields) ?? [])
      events.onMenu(targets, row.element)
    },
    openCellMenu(index, at, cell) {
      const [entry, column] = [cache.get(index), view.columns[at]]
      const target = entry && column && findPivotTarget(entry, column, view.fields)
      if (target) events.onMenu([target], cell)
      return target !== undefined
    },
    toTitle(index, at) {
      const [row, column] = [cache.get(index), view.columns[at]]
      return row && column && toTitle(row.entry, column.source, view.fields)
    },
  })
  const observer = new ResizeObserver(() => {
    measure()
    draw()
  })
  scroller.addEventListener('scroll', onScroll, { passive: true })
  applySizes(grid, view.columns)
  cache.grow(view.size)
  measure()
  comeBack()
  draw()
  observer.observe(scroller)
  place.goTo = (index) => {
    setCurrent(index)
    reveal(index)
    say()
    grid.focus({ preventScroll: true })
  }

  /** To where the list was left; keys go on from there unless something else has the focus. */
  function comeBack(): void {
    if (place.top > 0) setPosition(space.goTo(place.top * view.rowHeight))
    scroller.scrollLeft = place.left
    if (place.isKept && document.activeElement === document.body) {
      grid.focus({ preventScroll: true })
    }
  }

  function update(next: GridView, nextEvents: GridEvents): void {
    events = nextEvents
    latest = next
    if (next.source === view.source && next.revision !== view.revision) revise(next)
    else apply(next)
  }

  /** Other entries are in the same places now: what was seen and pointed at is found again first. */
  async function revise(next: GridView): Promise<void> {
    const top = space.top()
    const seen = Math.floor(top / view.rowHeight)
    const [newSeen, newCurrent] = await Promise.all([
      top === 0 ? 0 : findPlace(next.source, cache.get(seen)),
      findPlace(next.source, cache.get(current)),
    ])
    if (isOver || latest.revision !== next.revision) return
    current = newCurrent
    apply(latest, newSeen * view.rowHeight + (top % view.rowHeight))
  }

  /** Shows another view; the row at the top stays where it is, or goes to `newTop`. */
  function apply(next: GridView, newTop?: number): void {
    const before = view
    const topRow = (newTop ?? space.top()) / before.rowHeight
    view = next
    current = Math.max(0, Math.min(current, next.size - 1))
    place.current = current
    const isOther = next.source !== before.source || next.revision !== before.revision
    if (isOther) cache = createCache()
    cache.grow(next.size)
    if (next.columns !== before.columns) {
      applySizes(grid, next.columns)
      if (!hasSamePlaces(next.columns, before.columns)) pool = createPool()
    }
    measure()
    if (newTop !== undefined || next.rowHeight !== before.rowHeight) {
      setPosition(space.goTo(topRow * next.rowHeight))
    }
    draw()
    if (isOther || next.timeZone !== before.timeZone) pool.refill()
    // Stepping in the drawer moves the current row along; closing it leaves the row where it is.
    followOpen(next.marks.openIndex, before.marks.openIndex)
    follow(next.marks.hitIndex, before.marks.hitIndex)
    if (next.marks !== before.marks || isOther) pool.remark()
  }

  function follow(index: number | undefined, before: number | undefined): void {
    if (index === undefined || index === before) return
    setCurrent(index)
    reveal(index)
  }

  /** The entry that was open when the list was left is open again, wherever it stands. */
  function followOpen(index: number | undefined, before: number | undefined): void {
    if (index === before) return
    if (before !== undefined || index !== place.openIndex) follow(index, before)
    place.openIndex = index
  }

  return {
    update,
    destroy() {
      isOver = true
      place.isKept = true
      place.goTo = undefined
      clearTimeout(restTimer)
      clearTimeout(sayTimer)
      observer.disconnect()
      scroller.removeEventListener('scroll', onScroll)
      stopListening()
      layer.replaceChildren()
    },
  }
}
