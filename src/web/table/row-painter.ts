/** What a row says: its cells, and the day where it differs from the row before. */
import type { Field } from '../../catalog/fields.ts'
import type { StoredEntry } from '../store/entry-store.ts'
import { type CellPart, toCellContent } from './cell-parts.ts'
import type { ShownColumn } from './columns.ts'
import { findDayLabel } from './day-label.ts'
import type { RowPainter } from './row-pool.ts'

/** What is painted from at present. */
export type PaintSource = {
  find: (index: number) => StoredEntry | undefined
  columns: readonly ShownColumn[]
  fields: ReadonlyMap<string, Field>
  timeZone: string
}

const strangeMark: CellPart = {
  text: 'strange',
  className: 'mr-1.5 rounded-sm bg-kumo-warning/25 px-1 text-[11px]',
  title: 'This entry has a shape that no source describes. It is shown as it came.',
}

/** Paints rows from whatever `getSource` returns when they are filled. */
export function createRowPainter(
  getSource: () => PaintSource,
): Pick<RowPainter, 'toCells' | 'toDay'> {
  return {
    toCells(index) {
      const { find, columns, fields, timeZone } = getSource()
      const row = find(index)
      if (!row) return undefined
      const cells = columns.map(({ source }) => {
        return toCellContent(row.entry, source, fields, timeZone).parts
      })
      if (row.isStrange) cells[0] = [strangeMark, ...(cells[0] ?? [])]
      return cells
    },
    toDay(index) {
      const { find, timeZone } = getSource()
      const [row, before] = [find(index), find(index - 1)]
      if (!row || !before) return undefined
      const day = findDayLabel(row.time, timeZone)
      return day === findDayLabel(before.time, timeZone) ? undefined : day
    },
  }
}
