/** The shown columns as plain data, and their widths as CSS variables. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Column } from '../../../catalog/fields.ts'
import { getFields } from '../../../query/get-fields.ts'
import { type ColumnLayout, putPinnedFirst, toColumn } from './column-layout.ts'

/** A shown column: its label, its present width in pixels, and its declaration. */
export type ShownColumn = { label: string; width: number; isPinned: boolean; source: Column }

/**
 * The columns of a layout. Columns with a width in the layout get that width, and the others share the rest of the
 * available width in proportion to their usual widths.
 */
export function toShownColumns(
  dataset: Dataset,
  layout: ColumnLayout,
  available: number,
): ShownColumn[] {
  const fields = getFields(dataset)
  const columns = putPinnedFirst(layout).flatMap(({ field: path, width, isPinned = false }) => {
    const field = fields.get(path)
    if (!field) return []
    const source = toColumn(dataset, field)
    return [{ label: field.label, own: width, usual: source.width, isPinned, source }]
  })
  const fixedWidth = columns.reduce((sum, { own = 0 }) => sum + own, 0)
  const usualWidth = columns.reduce(
    (sum, { own, usual }) => sum + (own === undefined ? usual : 0),
    0,
  )
  const factor = Math.max(1, (available - fixedWidth) / Math.max(1, usualWidth))
  return columns.map(({ own, usual, ...column }) => ({
    ...column,
    width: own ?? Math.floor(usual * factor),
  }))
}

/** The horizontal position of a column's cells, as CSS: `left` is set for pinned columns only. */
export type ColumnSlot = { variable: string; left: string | undefined }

/** The slots of the columns, which use the variables that `applySizes` sets. */
export function toColumnSlots(columns: readonly ShownColumn[]): ColumnSlot[] {
  return columns.map(({ isPinned }, i) => ({
    variable: `--w${i}`,
    left: isPinned ? `var(--l${i})` : undefined,
  }))
}

/** Whether the row elements for some columns can be reused for others. */
export function hasSameSlots(a: readonly ShownColumn[], b: readonly ShownColumn[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ source, isPinned }, i) =>
        source.field === b[i]?.source.field && isPinned === b[i]?.isPinned,
    )
  )
}

/** Sets the widths of all columns as CSS variables, without touching any row. */
export function applySizes(grid: HTMLElement, columns: readonly ShownColumn[]): void {
  let left = 0
  columns.forEach(({ width }, i) => {
    grid.style.setProperty(`--w${i}`, `${width}px`)
    grid.style.setProperty(`--l${i}`, `${left}px`)
    left += width
  })
  grid.style.setProperty('--row', `${left}px`)
}

/** For each column, whether it is in sight at a scroll position. Pinned columns always are. */
export function listVisibleColumns(
  columns: readonly ShownColumn[],
  scrolled: number,
  width: number,
): boolean[] {
  let left = 0
  return columns.map((column) => {
    const start = left
    left += column.width
    return column.isPinned || (left > scrolled && start < scrolled + width)
  })
}
