/** The grid: which row keys start from, what is opened and selected, and how it follows what it is given. */
import { toTitle } from '../rows/cell-parts.ts'
import { findMovedRow, type HeldPosition, holdPosition } from './find-moved-row.ts'
import { findPivotTarget } from './find-pivot-target.ts'
import type { GridEvents, GridParts, GridView } from './grid-view.ts'
import { createGridWindow } from './grid-window.ts'
import { listenToGrid } from './listen-to-grid.ts'
import { toRowWords } from './row-words.ts'

/** A living grid. */
export type EntryGrid = {
  update: (view: GridView, events: GridEvents) => void
  destroy: () => void
}

/** Most rows that one gesture selects. */
const maxSelected = 1_000
/** How long after the last key the position is read out. */
const sayAfterMs = 250

/** Starts a grid in its elements. */
export function createEntryGrid(
  parts: GridParts,
  firstView: GridView,
  firstEvents: GridEvents,
): EntryGrid {
  const { grid, layer, announcer } = parts
  const { place } = firstView
  let events = firstEvents
  let current = place.current
  let heldCurrent: HeldPosition = { index: current, entry: undefined }
  let heldTop: HeldPosition = { index: 0, entry: undefined }
  let latest = firstView
  let isReady = false
  let isOver = false
  let drawn = { from: 0, to: 0 }
  let sayTimer: ReturnType<typeof setTimeout> | undefined
  const shown = createGridWindow(parts, firstView, {
    current: () => current,
    onDraw(from, to) {
      drawn = { from, to }
      tellCurrent()
      if (isReady) hold()
    },
    onNearEnd: () => events.onNearEnd(),
  })
  const { view } = shown
  isReady = true

  function tellCurrent(): void {
    const id = current >= drawn.from && current < drawn.to ? `row-${current}` : ''
    if ((grid.getAttribute('aria-activedescendant') ?? '') === id) return
    if (id) grid.setAttribute('aria-activedescendant', id)
    else grid.removeAttribute('aria-activedescendant')
  }

  /** Takes note of the entries that the list is to keep in place, while they are known. */
  function hold(): void {
    const top = Math.floor(shown.top() / view().rowHeight)
    heldTop = holdPosition(heldTop, top, shown.findEntry(top))
    heldCurrent = holdPosition(heldCurrent, current, shown.findEntry(current))
  }

  function setCurrent(index: number): void {
    current = index
    place.current = index
    place.isVisited = true
    hold()
    shown.remark()
    tellCurrent()
  }

  function say(): void {
    clearTimeout(sayTimer)
    sayTimer = setTimeout(() => {
      announcer.textContent = toRowWords(current, view())
    }, sayAfterMs)
  }

  /** Goes to a row and says so. */
  function goTo(index: number): void {
    setCurrent(index)
    shown.reveal(index)
    say()
  }

  function move(index: number): void {
    goTo(index)
    if (view().marks.openIndex !== undefined) open(index)
  }

  async function select(index: number, isRange: boolean): Promise<void> {
    const [from, to] = isRange
      ? [Math.min(current, index), Math.max(current, index)]
      : [index, index]
    setCurrent(index)
    const entries = await view().source.rows(from, Math.min(to + 1, from + maxSelected))
    events.onSelect(entries)
  }

  async function open(index: number): Promise<void> {
    setCurrent(index)
    const row = shown.findEntry(index) ?? (await view().source.rows(index, index + 1))[0]
    if (row) events.onOpen(row)
  }

  const stopListening = listenToGrid(grid, layer, {
    current: () => current,
    size: () => view().size,
    pageRows: shown.pageRows,
    move,
    open,
    select,
    openRowMenu(index) {
      const [entry, element] = [shown.findEntry(index), shown.findElement(index)]
      if (!entry || !element) return
      const { columns, fields } = view()
      const targets = columns.flatMap((column) => findPivotTarget(entry, column, fields) ?? [])
      events.onMenu(targets, element)
    },
    openCellMenu(index, at, cell) {
      const [entry, column] = [shown.findEntry(index), view().columns[at]]
      const target = entry && column && findPivotTarget(entry, column, view().fields)
      if (target) events.onMenu([target], cell)
      return target !== undefined
    },
    toTitle(index, at) {
      const [row, column] = [shown.findEntry(index), view().columns[at]]
      return row && column && toTitle(row.entry, column.source, view().fields, view().timeZone)
    },
  })
  // Keys go on from where the list was left unless something else has the focus.
  if (place.isKept && document.activeElement === document.body) grid.focus({ preventScroll: true })
  place.goTo = (index) => {
    goTo(index)
    grid.focus({ preventScroll: true })
  }
  place.step = (by) => {
    const { size, marks } = view()
    const isInside = place.isVisited || marks.openIndex !== undefined
    grid.focus({ preventScroll: true })
    if (size === 0) return
    const to = Math.max(0, Math.min(size - 1, isInside ? current + by : current))
    if (by === 0) goTo(to)
    else move(to)
  }

  /** Other entries are in the same places now: what was seen and pointed at is found again first. */
  async function revise(next: GridView): Promise<void> {
    const { rowHeight } = view()
    const top = shown.top()
    hold()
    const [newSeen, newCurrent] = await Promise.all([
      top === 0 ? 0 : findMovedRow(next.source, heldTop),
      findMovedRow(next.source, heldCurrent),
    ])
    if (isOver || latest.revision !== next.revision) return
    current = newCurrent
    heldTop = { ...heldTop, index: newSeen }
    heldCurrent = { ...heldCurrent, index: newCurrent }
    apply(latest, newSeen * rowHeight + (top % rowHeight))
  }

  function apply(next: GridView, newTop?: number): void {
    const before = view().marks
    current = Math.max(0, Math.min(current, next.size - 1))
    place.current = current
    shown.show(next, newTop)
    // Stepping in the drawer moves the current row along; closing it leaves the row where it is.
    followOpen(next.marks.openIndex, before.openIndex)
    follow(next.marks.hitIndex, before.hitIndex)
  }

  function follow(index: number | undefined, before: number | undefined): void {
    if (index === undefined || index === before) return
    setCurrent(index)
    shown.reveal(index)
  }

  /** The entry that was open when the list was left is open again, wherever it stands. */
  function followOpen(index: number | undefined, before: number | undefined): void {
    if (index === before) return
    if (before !== undefined || index !== place.openIndex) follow(index, before)
    place.openIndex = index
  }

  return {
    update(next, nextEvents) {
      const { source, revision } = view()
      events = nextEvents
      latest = next
      if (next.source === source && next.revision !== revision) void revise(next)
      else apply(next)
    },
    destroy() {
      isOver = true
      place.isKept = true
      place.goTo = undefined
      place.step = undefined
      clearTimeout(sayTimer)
      shown.destroy()
      stopListening()
    },
  }
}
