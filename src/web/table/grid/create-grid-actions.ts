/** The actions of keys and pointer in a grid: moving, opening, selecting, and menus of values. */
import { changePath, rulesPath } from '../../../catalog/fields.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { onlySource, type StoredEntry } from '../../store/entry-store.ts'
import { isTogglable } from '../rows/log-cell.ts'
import { toRowTitle } from '../rows/timeline-cell.ts'
import type { GridCursor } from './grid-cursor.ts'
import type { GridEvents } from './grid-view.ts'
import type { GridWindow } from './grid-window.ts'
import { listTargetsOfCell, listTargetsOfRow } from './list-targets.ts'
import type { GridActions } from './listen-to-grid.ts'

/** Maximum number of rows that one gesture selects. */
const maxSelected = 1_000

/** Creates the actions. `goTo` makes a row the current one and reveals it; `setCurrent` does not scroll. */
export function createGridActions(
  shown: GridWindow,
  cursor: GridCursor,
  { goTo, setCurrent }: { goTo: (index: number) => void; setCurrent: (index: number) => void },
  getEvents: () => GridEvents,
): GridActions {
  const { view } = shown

  async function open(index: number): Promise<void> {
    setCurrent(index)
    const row = shown.findEntry(index) ?? (await view().source.rows(index, index + 1))[0]
    if (row) getEvents().onOpen(row)
  }

  async function select(index: number, isRange: boolean): Promise<void> {
    const current = cursor.index()
    const [from, to] = isRange
      ? [Math.min(current, index), Math.max(current, index)]
      : [index, index]
    setCurrent(index)
    const entries = await view().source.rows(from, Math.min(to + 1, from + maxSelected))
    getEvents().onSelect(entries)
  }

  function togglePair(index: number): boolean {
    const row = shown.findEntry(index)
    if (!row || !isTogglable(row, view().style.pairs)) return false
    setCurrent(index)
    getEvents().onTogglePair(row)
    return true
  }

  return {
    current: cursor.index,
    size: () => view().size,
    pageRows: shown.pageRows,
    move(index) {
      goTo(index)
      if (view().marks.openIndex !== undefined) open(index)
    },
    open,
    select,
    togglePair,
    activateRun({ index, column, run }) {
      const part = run && shown.findParts(index, column)[run.index]
      return part?.isToggle === true && togglePair(index)
    },
    openRowMenu(index) {
      const [entry, element] = [shown.findEntry(index), shown.findElement(index)]
      if (!entry || !element) return
      const { columns, style } = view()
      const targets = listTargetsOfRow(entry, columns, style)
      getEvents().onMenu(nameSource(targets, entry), element, entry.row)
    },
    openCellMenu({ index, column: columnIndex, cell, run }) {
      const { columns, style } = view()
      const [entry, column] = [shown.findEntry(index), columns[columnIndex]]
      if (!entry || !column) return false
      const location = run && shown.findParts(index, columnIndex)[run.index]?.location
      const { targets, isExact } = listTargetsOfCell(entry, column, style, location)
      const anchor = isExact ? (run?.element ?? cell) : cell
      if (targets.length > 0) getEvents().onMenu(nameSource(targets, entry), anchor, entry.row)
      return targets.length > 0
    },
    toTitle(index, columnIndex) {
      const { columns, style } = view()
      const [row, column] = [shown.findEntry(index), columns[columnIndex]]
      const field = column?.source.field
      if (field === changePath || field === rulesPath) {
        const parts = shown.findParts(index, columnIndex)
        return parts.map(({ text }) => text).join('')
      }
      const neighbors = [shown.findEntry(index - 1), shown.findEntry(index + 1)]
      return row && column && toRowTitle(row, column.source, style, neighbors)
    },
  }
}

/** Says of which source the entry of a timeline is, so that a menu can lead there. */
function nameSource(
  targets: readonly PivotTarget[],
  { source }: StoredEntry,
): readonly PivotTarget[] {
  return source === onlySource ? targets : targets.map((target) => ({ ...target, source }))
}
