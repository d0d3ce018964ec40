/** The arrangement of the columns of a log, as it is stored in the browser, and as state of the column model. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import {
  type Column,
  changePath,
  derivedFields,
  type Field,
  type FieldKind,
  getFieldsByPath,
  rulesPath,
  summaryPath,
} from '../../../catalog/fields.ts'
import {
  isOutcomeField,
  listRoleFields,
  type Role,
  recordsChanges,
} from '../../../catalog/roles.ts'
import { logPath, scopePath, timelineId } from '../../../catalog/timeline/timeline.ts'
import type { ColumnChoice } from '../../preferences/view-preferences.ts'
import type { ColumnState } from './column-features.ts'

/** The columns to show, in their order. */
export type ColumnLayout = readonly ColumnChoice[]

/** Width of a column that the catalog does not declare, by the kind of its field. */
const widths: Readonly<Partial<Record<FieldKind, number>>> = {
  instant: 152,
  email: 220,
  id: 230,
  json: 260,
  choice: 110,
  boolean: 90,
  number: 90,
}

/** Width that a summary needs at least; it takes the free room as well. */
const minSummaryWidth = 320

/** Width of a change, which is a sentence as well. */
const changeWidth = 340

/** Width of the titles of rules. */
const rulesWidth = 280

/** The roles whose fields are shown after the summary. */
const shownRoles: readonly Role[] = ['address', 'outcome', 'reason']

/** All fields that can be columns: the derived ones that the log can have, then those of the dataset. */
export function listColumnFields(dataset: Dataset): readonly Field[] {
  // Some logs of a timeline record changes.
  const hasChanges = dataset.id === timelineId || recordsChanges(dataset)
  const derived = derivedFields.filter(({ path }) => path !== changePath || hasChanges)
  return [...derived, ...dataset.fields]
}

/** The field of a column; `undefined` when the dataset does not have it. */
export function findColumnField({ fields }: Dataset, path: string): Field | undefined {
  return getFieldsByPath(derivedFields).get(path) ?? getFieldsByPath(fields).get(path)
}

/** The heading of a column. An outcome has the same heading in all logs, because its words are the same. */
export function toColumnLabel(dataset: Dataset, { path, label }: Field): string {
  return isOutcomeField(dataset, path) ? 'Result' : label
}

/** A field as a column: as declared in the catalog, or with the width of its kind. */
export function toColumn({ columns }: Dataset, { path, kind }: Field): Column {
  if (path === rulesPath) return { field: path, width: rulesWidth }
  if (path === changePath) return { field: path, width: changeWidth }
  if (path === summaryPath) return { field: path, width: minSummaryWidth }
  return columns.find(({ field }) => field === path) ?? { field: path, width: widths[kind] ?? 160 }
}

/** Sorts pinned columns before the others, as they are drawn. */
export function putPinnedFirst(layout: ColumnLayout): ColumnLayout {
  return [
    ...layout.filter(({ isPinned }) => isPinned),
    ...layout.filter(({ isPinned }) => !isPinned),
  ]
}

/**
 * The columns that a log shows until the user chooses others: time, summary, and the first field of each shown role. A
 * timeline says the log of each entry, and with `hasSeveralScopes` the account as well.
 */
export function listDefaultColumns(dataset: Dataset, hasSeveralScopes: boolean): readonly string[] {
  const isTimeline = dataset.id === timelineId
  const origin = !isTimeline ? [] : hasSeveralScopes ? [logPath, scopePath] : [logPath]
  // Most logs of a timeline record no reason.
  const roles = isTimeline ? shownRoles.filter((role) => role !== 'reason') : shownRoles
  return [
    dataset.timePath,
    ...origin,
    summaryPath,
    ...roles.flatMap((role) => listRoleFields(dataset, role)[0]?.path ?? []),
  ]
}

/** The stored columns that the dataset still has; the default ones where none are left. */
export function toColumnLayout(
  dataset: Dataset,
  stored: ColumnLayout | undefined,
  hasSeveralScopes = false,
): ColumnLayout {
  const paths = new Set(listColumnFields(dataset).map(({ path }) => path))
  const seen = new Set<string>()
  const usable = (stored ?? []).filter(({ field }) => {
    const isUsable = paths.has(field) && !seen.has(field)
    seen.add(field)
    return isUsable
  })
  if (usable.length > 0) return usable
  return listDefaultColumns(dataset, hasSeveralScopes).map((field): ColumnChoice => ({ field }))
}

/** The state in which the column model shows a layout. */
export function toColumnState(dataset: Dataset, layout: ColumnLayout): ColumnState {
  const start = layout.flatMap(({ field, isPinned }) => (isPinned ? [field] : []))
  // The model counts column indexes by the order alone, so pinned columns come first there as well.
  const shown = new Set(putPinnedFirst(layout).map(({ field }) => field))
  return {
    columnVisibility: Object.fromEntries(
      listColumnFields(dataset).map(({ path }) => [path, shown.has(path)] as const),
    ),
    columnOrder: [...shown],
    columnPinning: { start, end: [] },
    columnSizing: Object.fromEntries(
      layout.flatMap(({ field, width }) => (width === undefined ? [] : [[field, width] as const])),
    ),
  }
}

/** The layout of a state: pinned columns, then the ordered ones, then the others that are visible. */
export function readColumnState(state: ColumnState): ColumnLayout {
  const { columnVisibility, columnOrder, columnPinning, columnSizing } = state
  const { start } = columnPinning
  const fields = new Set([...start, ...columnOrder, ...Object.keys(columnVisibility)])
  return [...fields]
    .filter((field) => columnVisibility[field])
    .map((field) => {
      const width = columnSizing[field]
      return {
        field,
        ...(width !== undefined && { width }),
        ...(start.includes(field) && { isPinned: true }),
      }
    })
}
