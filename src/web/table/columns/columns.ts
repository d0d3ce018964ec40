/** The shown columns as plain data, and their widths as CSS variables. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { type Column, summaryPath } from '../../../catalog/fields.ts'
import { listRoleFields } from '../../../catalog/roles.ts'
import { logPath, scopePath, timelineId } from '../../../catalog/timeline/timeline.ts'
import {
  type ColumnLayout,
  findColumnField,
  putPinnedFirst,
  toColumn,
  toColumnLabel,
} from './column-layout.ts'
import type { RowForm } from './row-form.ts'

/** A shown column: its label, its present width in pixels, and its declaration. */
export type ShownColumn = { label: string; width: number; isPinned: boolean; source: Column }

/** How much wider a time is with its year. */
const yearWidth = 36

/** A sentence beside the drawer may be narrower than a column: it is cut, and not scrolled. */
const minSentenceWidth = 48

/** Where space is short: the words of most logs, and the beginnings of most names, are shorter than the longest one. */
const narrowWidths = new Map([
  [logPath, 78],
  [scopePath, 94],
])

/** How wide the columns may be together, and whether times need their year. */
export type ColumnSpace = { available: number; hasYear: boolean }

/**
 * The columns of a layout. Columns with a width in the layout get that width. The summary takes the rest of the
 * available width; without one, the others share it in proportion to their usual widths.
 */
export function toShownColumns(
  dataset: Dataset,
  layout: ColumnLayout,
  { available, hasYear }: ColumnSpace,
): ShownColumn[] {
  const wide = putPinnedFirst(layout).flatMap(({ field: path, width, isPinned = false }) => {
    const field = findColumnField(dataset, path)
    if (!field) return []
    const source = toColumn(dataset, field)
    const usual = source.width + (hasYear && field.kind === 'instant' ? yearWidth : 0)
    const label = toColumnLabel(dataset, field)
    return [{ label, own: width, usual, isPinned, source }]
  })
  const columns = sumWidths(wide) > available ? wide.map(toNarrow) : wide
  const total = sumWidths(columns)
  const free = Math.max(0, available - total)
  if (columns.some(({ own, source }) => own === undefined && source.field === summaryPath)) {
    return columns.map(({ own, usual, ...column }) => ({
      ...column,
      width: own ?? usual + (column.source.field === summaryPath ? free : 0),
    }))
  }
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

type MeasuredColumn = { own: number | undefined; usual: number; source: Column }

function sumWidths(columns: readonly MeasuredColumn[]): number {
  return columns.reduce((sum, { own, usual }) => sum + (own ?? usual), 0)
}

/** A column of the origin of an entry gives way to the summary, unless the user has set its width. */
function toNarrow<T extends MeasuredColumn>(column: T): T {
  const { usual, source } = column
  return { ...column, usual: Math.min(usual, narrowWidths.get(source.field) ?? usual) }
}

/**
 * The columns of a form of rows. Beside the drawer these are time and summary. A card has summary, time, address and
 * outcome, and its cells share the width of the page. In a timeline, the log is after the time, and then the account if the
 * layout has it.
 */
export function toFormColumns(
  form: RowForm,
  dataset: Dataset,
  layout: ColumnLayout,
  space: ColumnSpace,
): ShownColumn[] {
  if (form === 'cells') return toShownColumns(dataset, layout, space)
  const { timePath } = dataset
  const hasScope = layout.some(({ field }) => field === scopePath)
  const origin = dataset.id === timelineId ? [logPath, ...(hasScope ? [scopePath] : [])] : []
  const start = [timePath, ...origin]
  if (form === 'sentence') {
    const columns = toShownColumns(
      dataset,
      [...start, summaryPath].map((field) => {
        const width = narrowWidths.get(field)
        return width === undefined ? { field } : { field, width }
      }),
      space,
    )
    const others = columns.slice(0, -1).reduce((sum, { width }) => sum + width, 0)
    return columns.map((column) =>
      column.source.field === summaryPath
        ? { ...column, width: Math.max(minSentenceWidth, space.available - others) }
        : column,
    )
  }
  const parts = (['address', 'outcome'] as const).flatMap(
    (role) => listRoleFields(dataset, role)[0]?.path ?? [],
  )
  const cells = [summaryPath, ...start, ...parts].map((field) => ({ field }))
  return toShownColumns(dataset, cells, space)
}

/**
 * The position of a column's cells, as CSS: `left` is set for pinned columns only. In a card, the summary has lines of its
 * own, and the other cells share the line below.
 */
export type ColumnSlot =
  | { kind: 'line'; variable: string; left: string | undefined }
  | { kind: 'card'; isSentence: boolean }

/** The slots of the columns, which use the variables that `applySizes` sets. */
export function toColumnSlots(columns: readonly ShownColumn[], isCard: boolean): ColumnSlot[] {
  return columns.map(({ isPinned, source }, i) =>
    isCard
      ? { kind: 'card', isSentence: source.field === summaryPath }
      : { kind: 'line', variable: `--w${i}`, left: isPinned ? `var(--l${i})` : undefined },
  )
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

/** Sets the widths of all columns as CSS variables, without touching any row. Cards are as wide as the page. */
export function applySizes(
  grid: HTMLElement,
  columns: readonly ShownColumn[],
  isCard: boolean,
): void {
  if (isCard) {
    grid.style.setProperty('--row', '100%')
    return
  }
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
