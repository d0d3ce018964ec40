/** Shows new views in a grid: keeps the same entries in sight, and follows the open entry and the current hit. */
import type { GridCursor } from './grid-cursor.ts'
import type { GridPosition } from './grid-position.ts'
import type { GridView } from './grid-view.ts'
import type { GridWindow } from './grid-window.ts'
import type { RowAnchors } from './row-anchors.ts'

/** The updates of a grid. */
type ViewUpdater = {
  update: (next: GridView) => void
  /** Ignores updates that are still waiting for the store. */
  stop: () => void
}

/** Creates the updater; `setCurrent` makes a row the current one. */
export function createViewUpdater(
  shown: GridWindow,
  cursor: GridCursor,
  anchors: RowAnchors,
  position: GridPosition,
  setCurrent: (index: number) => void,
): ViewUpdater {
  const { view } = shown
  let latest = view()
  let isStopped = false

  /** For a list whose rows have moved: first finds the entries at the top and under the cursor again. */
  async function applyMoved(next: GridView): Promise<void> {
    const { rowHeight } = view()
    const top = shown.top()
    anchors.record(shown, cursor.index())
    shown.freeze()
    const isAtTop = top === 0 && next.revision !== next.quietRevision
    // A store that has ended rejects, and the list says so. The grid must not stay frozen.
    const moved = await anchors.findMoved(next.source, isAtTop).catch(() => undefined)
    // Another list may have the same revision.
    const isLatest = latest.source === next.source && latest.revision === next.revision
    if (isStopped || !isLatest) return
    if (!moved) {
      apply(latest)
      return
    }
    cursor.set(moved.current)
    anchors.moveTo(moved, isAtTop)
    apply(latest, moved.top * rowHeight + (top % rowHeight))
  }

  function apply(next: GridView, newTop?: number): void {
    const before = view().marks
    cursor.set(Math.max(0, Math.min(cursor.index(), next.size - 1)))
    shown.show(next, newTop)
    // Stepping in the drawer moves the current row; closing the drawer does not.
    followOpen(next.marks.openIndex, before.openIndex)
    // The rows around a hit explain it.
    follow(next.marks.hitIndex, before.hitIndex, 'middle')
  }

  function follow(
    index: number | undefined,
    before: number | undefined,
    target: 'visible' | 'middle' = 'visible',
  ): void {
    if (index === undefined || index === before) return
    setCurrent(index)
    shown.reveal(index, target)
  }

  /** Does not scroll to an entry that was already open in the previous grid of this list. */
  function followOpen(index: number | undefined, before: number | undefined): void {
    if (index === before) return
    if (before !== undefined || index !== position.openIndex) follow(index, before)
    position.openIndex = index
  }

  return {
    update(next) {
      const { source, revision } = view()
      latest = next
      if (next.source !== source) anchors.clear()
      if (next.source === source && next.revision !== revision) void applyMoved(next)
      else apply(next)
    },
    stop() {
      isStopped = true
    },
  }
}
