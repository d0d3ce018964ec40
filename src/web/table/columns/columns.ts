/** The columns as they are shown, as plain data, with their widths as the elements need them. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Column } from '../../../catalog/fields.ts'
import { getFields } from '../../../query/get-fields.ts'
import { type ColumnLayout, putPinnedFirst, toColumn } from './column-layout.ts'

/** A column as it is shown: its label, its present width in pixels, and its declaration. */
export type ShownColumn = { label: string; width: number; isPinned: boolean; source: Column }

/**
 * The columns as they are arranged. What those of a width of their own leave of the available width is
 * shared out among the others.
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
  const taken = columns.reduce((sum, { own = 0 }) => sum + own, 0)
  const wanted = columns.reduce((sum, { own, usual }) => sum + (own === undefined ? usual : 0), 0)
  const factor = Math.max(1, (available - taken) / Math.max(1, wanted))
  return columns.map(({ own, usual, ...column }) => ({
    ...column,
    width: own ?? Math.floor(usual * factor),
  }))
}

/** The horizontal position of a column's cells, as CSS: `left` is set for pinned columns only. */
export type ColumnSlot = { variable: string; left: string | undefined }

/** The slots of the columns, by variables that `applySizes` sets. */
export function toColumnSlots(columns: readonly ShownColumn[]): ColumnSlot[] {
  return columns.map(({ isPinned }, i) => ({
    variable: `--w${i}`,
    left: isPinned ? `var(--l${i})` : undefined,
  }))
}

/** Whether elements made for some columns serve for others, when they are filled anew. */
export function hasSameSlots(a: readonly ShownColumn[], b: readonly ShownColumn[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ source, isPinned }, i) =>
        source.field === b[i]?.source.field && isPinned === b[i]?.isPinned,
    )
  )
}

/** Sets the widths of all columns at once, whatever the number of rows. */
export function applySizes(grid: HTMLElement, columns: readonly ShownColumn[]): void {
  let left = 0
  columns.forEach(({ width }, i) => {
    grid.style.setProperty(`--w${i}`, `${width}px`)
    grid.style.setProperty(`--l${i}`, `${left}px`)
    left += width
  })
  grid.style.setProperty('--row', `${left}px`)
}

/** Which columns are in sight at a scroll position, in the order of `columns`; those that are pinned always are. */
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
