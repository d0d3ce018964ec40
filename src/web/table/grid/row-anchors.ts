/** Remembers the entries at the top and under the cursor, so that both are found again after the rows have moved. */
import type { RowSource } from '../rows/row-cache.ts'
import { findMovedRow, moveAnchor, type RowAnchor } from './find-moved-row.ts'
import type { GridWindow } from './grid-window.ts'

/** Indexes of the row at the top and of the current row. */
type AnchorIndexes = { top: number; current: number }

/** The two remembered entries. */
export type RowAnchors = {
  /** Remembers the entries at the present indexes, as far as they are loaded. */
  record: (shown: Pick<GridWindow, 'top' | 'view' | 'findEntry'>, current: number) => void
  /** The present indexes of the remembered entries. A list at its very top stays there. */
  findMoved: (source: RowSource, isAtTop: boolean) => Promise<AnchorIndexes>
  /** Sets the indexes of the remembered entries. A list that stays at its very top has another entry there. */
  moveTo: (indexes: AnchorIndexes, isAtTop: boolean) => void
  /** Forgets both entries, because another list is shown. */
  clear: () => void
}

/** Creates anchors without entries. */
export function createRowAnchors(firstIndex: number): RowAnchors {
  let top: RowAnchor = { index: 0, entry: undefined }
  let current: RowAnchor = { index: firstIndex, entry: undefined }
  return {
    record(shown, currentIndex) {
      const topIndex = Math.floor(shown.top() / shown.view().rowHeight)
      top = moveAnchor(top, topIndex, shown.findEntry(topIndex))
      current = moveAnchor(current, currentIndex, shown.findEntry(currentIndex))
    },
    async findMoved(source, isAtTop) {
      const [newTop, newCurrent] = await Promise.all([
        isAtTop ? 0 : findMovedRow(source, top),
        findMovedRow(source, current),
      ])
      return { top: newTop, current: newCurrent }
    },
    moveTo(indexes, isAtTop) {
      top = { index: indexes.top, entry: isAtTop ? undefined : top.entry }
      current = { ...current, index: indexes.current }
    },
    clear() {
      top = { ...top, entry: undefined }
      current = { ...current, entry: undefined }
    },
  }
}
