/** Computes the contents of a row: its cells, and whether it is the first row of a day. */
import { changePath, rulesPath } from '../../../catalog/fields.ts'
import { logPath, scopePath } from '../../../catalog/timeline/timeline.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import { findTimeParts } from '../../ui/text/time-text.ts'
import type { ShownColumn } from '../columns/columns.ts'
import type { CellPart } from './cell-part.ts'
import type { CellStyle } from './cell-parts.ts'
import { toNewMark } from './new-mark.ts'
import type { RowPainter } from './row-pool.ts'
import { addRuleMarks, toRuleParts } from './rule-cell.ts'
import { toRowParts } from './timeline-cell.ts'

const findDate = (instant: string, timeZone: string) => findTimeParts(instant, timeZone)?.date

/** The present list, its columns, and how their cells are drawn. */
export type PaintSource = {
  find: (index: number) => StoredEntry | undefined
  /** What an entry changed, by its row; empty until it is known. */
  findChange: (row: number) => readonly CellPart[]
  columns: readonly ShownColumn[]
  style: CellStyle
}

const markStyle = { className: 'mr-1.5 rounded-sm bg-kumo-warning/25 px-1 text-[11px]' }

const strangeMark: CellPart = {
  text: 'strange',
  ...markStyle,
  title: 'This entry has a shape that no source describes. It is shown as it came.',
}

const nameless: CellPart = {
  text: 'no id',
  ...markStyle,
  title:
    'This entry came without an id. Another one may be just like it: both are kept, and where parts of the range overlap they are told apart by how often they came.',
}

const conflicting: CellPart = {
  text: 'id twice',
  ...markStyle,
  title: 'The id of this entry came with another content as well. Both entries are shown.',
}

const arrivedLate: CellPart = {
  text: 'arrived late',
  className: 'mr-1.5 rounded-sm bg-kumo-info/20 px-1 text-[11px]',
  title:
    'The log did not have this entry when this time was first read. A later reading brought it.',
}

/** The remarks on an entry. */
function toMarks(entry: StoredEntry): readonly CellPart[] {
  const { id, isStrange, isConflicting, isLate, newFor, newFacts } = entry
  return [
    ...(isStrange ? [strangeMark] : []),
    ...(id === '' ? [nameless] : []),
    ...(isConflicting ? [conflicting] : []),
    ...(isLate ? [arrivedLate] : []),
    ...(newFor ? [toNewMark(newFor, newFacts)] : []),
  ]
}

/** The column before whose value the remarks are: not a narrow one, whose end would be cut. */
function findMarkedColumn(columns: readonly ShownColumn[], { dataset, origins }: CellStyle) {
  const isNarrow = (field: string) =>
    field === dataset.timePath || (origins && (field === logPath || field === scopePath))
  return Math.max(
    0,
    columns.findIndex(({ source }) => !isNarrow(source.field)),
  )
}

/** Creates a painter; `getSource` is called whenever a row is filled. */
export function createRowPainter(
  getSource: () => PaintSource,
): Pick<RowPainter, 'toCells' | 'isNewDay'> {
  return {
    toCells(index, inSight) {
      const { find, findChange, columns, style } = getSource()
      const row = find(index)
      if (!row) return undefined
      const cells = columns.map(({ source }, i) => {
        if (inSight?.[i] === false) return undefined
        if (source.field === changePath) return findChange(row.row)
        if (source.field === rulesPath) return toRuleParts(row, style)
        return toRowParts(row, source, style)
      })
      // Nobody can read the marks of a fling, and to find them takes longer than to draw the rest.
      if (inSight) return cells
      const marks = toMarks(row)
      const at = findMarkedColumn(columns, style)
      const marked = cells[at]
      if (marked && marks.length > 0) cells[at] = [...marks, ...marked]
      addRuleMarks(
        cells,
        row,
        columns.map(({ source }) => source),
        style,
      )
      return cells
    },
    isNewDay(index) {
      const { find, style } = getSource()
      const { timeZone } = style
      const [row, before] = [find(index), find(index - 1)]
      if (!row || !before) return row !== undefined && index === 0
      return findDate(row.time, timeZone) !== findDate(before.time, timeZone)
    },
  }
}
