/** The columns of a log as somebody arranged them, and every way to change that. Pinned ones come first. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { ColumnChoice } from '../preferences/view-preferences.ts'

/** The columns to show, in their order. */
export type ColumnLayout = readonly ColumnChoice[]

/** The stored columns that the dataset still has; the catalog's where none are left. */
export function toColumnLayout(dataset: Dataset, stored: ColumnLayout | undefined): ColumnLayout {
  const paths = new Set(dataset.fields.map(({ path }) => path))
  const seen = new Set<string>()
  const usable = (stored ?? []).filter(({ field }) => {
    const isUsable = paths.has(field) && !seen.has(field)
    seen.add(field)
    return isUsable
  })
  return usable.length > 0
    ? pinnedFirst(usable)
    : dataset.columns.map(({ field }): ColumnChoice => ({ field }))
}

function pinnedFirst(layout: ColumnLayout): ColumnLayout {
  return [...layout.filter(({ isPinned }) => isPinned), ...layout.filter((each) => !each.isPinned)]
}

/** Shows a column at the end, or hides it; the last one stays. */
export function toggleColumn(layout: ColumnLayout, field: string): ColumnLayout {
  const rest = layout.filter((column) => column.field !== field)
  if (rest.length === layout.length) return [...layout, { field }]
  return rest.length > 0 ? rest : layout
}

/** Moves a column to another place, within the pinned ones or the others. */
export function moveColumn(layout: ColumnLayout, field: string, to: number): ColumnLayout {
  const column = layout.find((each) => each.field === field)
  if (!column) return layout
  const rest = layout.filter((each) => each.field !== field)
  return pinnedFirst([...rest.slice(0, Math.max(0, to)), column, ...rest.slice(Math.max(0, to))])
}

/** Gives a column a width, or with `undefined` the catalog's. */
export function resizeColumn(
  layout: ColumnLayout,
  field: string,
  width: number | undefined,
): ColumnLayout {
  return layout.map((column) => {
    if (column.field !== field) return column
    const { width: _, ...rest } = column
    return width === undefined ? rest : { ...rest, width }
  })
}

/** Keeps a column in sight at the left, or lets it scroll again. */
export function pinColumn(layout: ColumnLayout, field: string, isPinned: boolean): ColumnLayout {
  return pinnedFirst(
    layout.map((column) => {
      if (column.field !== field) return column
      const { isPinned: _, ...rest } = column
      return isPinned ? { ...rest, isPinned } : rest
    }),
  )
}
