/** The actions of keys and pointer in a grid: moving, opening, selecting, and menus of values. */
import { toTitle } from '../rows/cell-parts.ts'
import { findPivotTarget } from './find-pivot-target.ts'
import type { GridCursor } from './grid-cursor.ts'
import type { GridEvents } from './grid-view.ts'
import type { GridWindow } from './grid-window.ts'
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
    openRowMenu(index) {
      const [entry, element] = [shown.findEntry(index), shown.findElement(index)]
      if (!entry || !element) return
      const { columns, fields } = view()
      const targets = columns.flatMap((column) => findPivotTarget(entry, column, fields) ?? [])
      getEvents().onMenu(targets, element)
    },
    openCellMenu(index, columnIndex, cell) {
      const [entry, column] = [shown.findEntry(index), view().columns[columnIndex]]
      const target = entry && column && findPivotTarget(entry, column, view().fields)
      if (target) getEvents().onMenu([target], cell)
      return target !== undefined
    },
    toTitle(index, columnIndex) {
      const [row, column] = [shown.findEntry(index), view().columns[columnIndex]]
      return row && column && toTitle(row.entry, column.source, view().fields, view().timeZone)
    },
  }
}
