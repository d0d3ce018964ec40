/**
 * The values of a row that can be pivoted on. In a timeline these are values of the entry's own log, and what is derived for
 * all logs, by the fields of the timeline.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { summaryPath } from '../../../catalog/fields.ts'
import type { RoleLocation } from '../../../catalog/roles.ts'
import { logPath, scopePath, timeline } from '../../../catalog/timeline/timeline.ts'
import { findRole } from '../../../catalog/timeline/timeline-role.ts'
import { toPointer } from '../../../query/json-pointer.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { readRoleValue } from '../../../query/timeline/match-role.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import type { EntryOrigin } from '../../store/origins/entry-origins.ts'
import type { ShownColumn } from '../columns/columns.ts'
import type { CellStyle } from '../rows/cell-parts.ts'
import { findLocationTarget, listCellTargets, listRowTargets } from './find-pivot-target.ts'

/** The values of all cells of a row, each once. */
export function listTargetsOfRow(
  row: StoredEntry,
  columns: readonly ShownColumn[],
  { dataset, origins }: CellStyle,
): readonly PivotTarget[] {
  const from = origins?.find(row.source)
  if (!from) return listRowTargets(row, columns, dataset)
  const targets = columns.flatMap((column) => listTimelineTargets(row, column, from))
  return [...new Map(targets.map((target) => [target.pointer, target])).values()]
}

/** The values of a cell, or the value at the location of a run of text in it. */
export function listTargetsOfCell(
  row: StoredEntry,
  column: ShownColumn,
  { dataset, origins }: CellStyle,
  location: RoleLocation | undefined,
): { targets: readonly PivotTarget[]; isExact: boolean } {
  const from = origins?.find(row.source)
  const exact = location && findLocationTarget(row, location, from?.dataset ?? dataset)
  if (exact) return { targets: [from ? addLog(exact, row, from.dataset) : exact], isExact: true }
  const targets = from
    ? listTimelineTargets(row, column, from)
    : listCellTargets(row, column, dataset)
  return { targets, isExact: false }
}

function listTimelineTargets(
  row: StoredEntry,
  column: ShownColumn,
  { dataset, origin }: EntryOrigin,
): readonly PivotTarget[] {
  const { field } = column.source
  if (field === summaryPath) {
    return listCellTargets(row, column, dataset).map((target) => addLog(target, row, dataset))
  }
  if (field === logPath || field === scopePath) return [toDerived(row, field, origin[field])]
  const role = field === timeline.timePath ? 'time' : findRole(field)
  if (!role) return []
  const [recorded] = (role === 'verb' ? [] : (dataset.roles[role] ?? [])).flatMap(
    (location) => findLocationTarget(row, location, dataset) ?? [],
  )
  // A value inside of a field of its log can be filtered by only as the timeline reads it.
  if (recorded?.field !== undefined) return [addLog(recorded, row, dataset)]
  const value = role === 'time' ? undefined : readRoleValue(dataset, row.entry, role)
  return value === undefined ? [] : [toDerived(row, field, value)]
}

/** A value of the log that the row is from. */
function addLog(target: PivotTarget, { source }: StoredEntry, { id }: Dataset): PivotTarget {
  return { ...target, log: { dataset: id, source } }
}

/** A value by a field of the timeline, which is not in the entry itself. */
function toDerived({ time }: StoredEntry, field: string, value: string): PivotTarget {
  return { field, pointer: toPointer([field]), value, time }
}
