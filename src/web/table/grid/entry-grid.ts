/** The grid outside of React: connects the window on the list with the current row, the actions and the updates. */
import { createGridActions } from './create-grid-actions.ts'
import { createViewUpdater } from './create-view-updater.ts'
import { createGridCursor, type GridCursor } from './grid-cursor.ts'
import type { GridPosition } from './grid-position.ts'
import type { GridElements, GridEvents, GridView } from './grid-view.ts'
import { createGridWindow } from './grid-window.ts'
import { listenToGrid } from './listen-to-grid.ts'
import { createRowAnchors } from './row-anchors.ts'
import { toRowWords } from './row-words.ts'

/** A running grid. */
export type EntryGrid = {
  update: (view: GridView, events: GridEvents) => void
  destroy: () => void
}

/** Time from the last key until the position is announced. */
const announceAfterMs = 250

/** Starts a grid in its elements. */
export function createEntryGrid(
  elements: GridElements,
  firstView: GridView,
  firstEvents: GridEvents,
): EntryGrid {
  const { grid, layer, announcer } = elements
  const { position } = firstView
  let events = firstEvents
  let isReady = false
  const cursor = createGridCursor(grid, position)
  const anchors = createRowAnchors(position.current)
  const shown = createGridWindow(elements, firstView, {
    current: cursor.index,
    onDraw(from, to) {
      cursor.setDrawn(from, to)
      if (isReady) anchors.record(shown, cursor.index())
    },
    onNearEnd: () => events.onNearEnd(),
  })
  isReady = true
  const announcement = createAnnouncement(announcer, () => toRowWords(cursor.index(), shown.view()))

  function setCurrent(index: number): void {
    cursor.set(index)
    position.isVisited = true
    anchors.record(shown, index)
    shown.remark()
    cursor.updateElement()
  }

  /** Makes a row the current one, reveals it and announces it. */
  function goTo(index: number): void {
    setCurrent(index)
    shown.reveal(index)
    announcement.schedule()
  }

  const actions = createGridActions(shown, cursor, { goTo, setCurrent }, () => events)
  const updater = createViewUpdater(shown, cursor, anchors, position, setCurrent)
  const stopListening = listenToGrid(grid, layer, actions)
  const disconnect = connectPosition(position, grid, cursor, shown.view, {
    goTo,
    move: actions.move,
  })

  return {
    update(next, nextEvents) {
      events = nextEvents
      updater.update(next)
    },
    destroy() {
      updater.stop()
      disconnect()
      announcement.cancel()
      shown.destroy()
      stopListening()
    },
  }
}

/** Prepares to write a text for screen readers after a pause. */
function createAnnouncement(announcer: HTMLElement, getText: () => string) {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    schedule() {
      clearTimeout(timer)
      timer = setTimeout(() => {
        announcer.textContent = getText()
      }, announceAfterMs)
    },
    cancel: () => clearTimeout(timer),
  }
}

/** Lets the rest of the page move through the rows, until the returned function is called. */
function connectPosition(
  position: GridPosition,
  grid: HTMLElement,
  cursor: GridCursor,
  view: () => GridView,
  { goTo, move }: { goTo: (index: number) => void; move: (index: number) => void },
): () => void {
  const focus = () => grid.focus({ preventScroll: true })
  // Keys continue at the row where the list was left, unless another element has the focus.
  if (position.isKept && document.activeElement === document.body) focus()
  position.goTo = (index) => {
    goTo(index)
    focus()
  }
  position.step = (by) => {
    const { size, marks } = view()
    const isInside = position.isVisited || marks.openIndex !== undefined
    focus()
    if (size === 0) return
    const current = cursor.index()
    const target = Math.max(0, Math.min(size - 1, isInside ? current + by : current))
    if (by === 0) goTo(target)
    else move(target)
  }
  return () => {
    position.isKept = true
    position.goTo = undefined
    position.step = undefined
  }
}
