/** The columns as they are shown: from the catalog, with their widths as the elements need them. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Column, Field } from '../../catalog/fields.ts'
import type { CellPlace } from './row-element.ts'

/** A column as it is shown: its label, its present width in pixels, and its declaration. */
export type ShownColumn = { label: string; width: number; isPinned: boolean; source: Column }

const fieldMaps = new WeakMap<Dataset, ReadonlyMap<string, Field>>()

/** The fields of a dataset by path. */
export function getFields(dataset: Dataset): ReadonlyMap<string, Field> {
  const known = fieldMaps.get(dataset)
  if (known) return known
  const fields = new Map(dataset.fields.map((field) => [field.path, field]))
  fieldMaps.set(dataset, fields)
  return fields
}

/** The columns of a dataset; what they leave of the available width is shared out among them. */
export function toShownColumns(dataset: Dataset, available: number): ShownColumn[] {
  const fields = getFields(dataset)
  const wanted = dataset.columns.reduce((sum, { width }) => sum + width, 0)
  const factor = Math.max(1, available / wanted)
  return dataset.columns.map((source) => ({
    label: fields.get(source.field)?.label ?? source.field,
    width: Math.floor(source.width * factor),
    isPinned: false,
    source,
  }))
}

/** Where the cells of each column stand, by variables that `applySizes` sets. */
export function toPlaces(columns: readonly ShownColumn[]): CellPlace[] {
  return columns.map(({ isPinned }, i) => ({
    variable: `--w${i}`,
    left: isPinned ? `var(--l${i})` : undefined,
  }))
}

/** Whether elements made for some columns serve for others, when they are filled anew. */
export function hasSamePlaces(a: readonly ShownColumn[], b: readonly ShownColumn[]): boolean {
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
