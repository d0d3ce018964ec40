/** The values of a row that can be pivoted on. In a timeline they are named by the roles that all logs share. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { summaryPath } from '../../../catalog/fields.ts'
import { findRoleText, type Role, type RoleLocation } from '../../../catalog/roles.ts'
import { logPath, scopePath, timeline } from '../../../catalog/timeline/timeline.ts'
import {
  findRole,
  type TimelineRole,
  timelineRoles,
  toRoleKey,
} from '../../../catalog/timeline/timeline-role.ts'
import { toPointer } from '../../../query/json-pointer.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { readRoleValue } from '../../../query/timeline/match-role.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import type { EntryOrigin } from '../../store/origins/entry-origins.ts'
import type { ShownColumn } from '../columns/columns.ts'
import type { CellStyle } from '../rows/cell-parts.ts'
import {
  findLocationTarget,
  listCellTargets,
  listRowTargets,
  summaryRoles,
  type Timed,
} from './find-pivot-target.ts'

/** The values of all cells of a row, each once. */
export function listTargetsOfRow(
  row: StoredEntry,
  columns: readonly ShownColumn[],
  { dataset, origins }: CellStyle,
): readonly PivotTarget[] {
  const from = origins?.find(row.source)
  if (!from) return listRowTargets(row, columns, dataset)
  const targets = columns.flatMap(({ source }) => listSharedTargets(row, source.field, from))
  // A verb is at the pointer of its action.
  return [
    ...new Map(targets.map((target) => [`${target.field} ${target.pointer}`, target])).values(),
  ]
}

/** The values of a cell, or the value at the location of a run of text in it. */
export function listTargetsOfCell(
  row: StoredEntry,
  column: ShownColumn,
  { dataset, origins }: CellStyle,
  location: RoleLocation | undefined,
): { targets: readonly PivotTarget[]; isExact: boolean } {
  const from = origins?.find(row.source)
  const exact =
    location &&
    (from
      ? findSharedTarget(row, location, from.dataset)
      : findLocationTarget(row, location, dataset))
  if (exact) return { targets: [exact], isExact: true }
  const targets = from
    ? listSharedTargets(row, column.source.field, from)
    : listCellTargets(row, column, dataset)
  return { targets, isExact: false }
}

/** The values that a cell of a timeline shows: several in a summary; none for an empty cell. */
function listSharedTargets(
  row: Timed,
  field: string,
  { dataset, origin }: EntryOrigin,
): readonly PivotTarget[] {
  if (field === summaryPath) {
    return summaryRoles.flatMap((role) => {
      const read = findRoleText(dataset, row.entry, role)
      return (read && findSharedTarget(row, read.location, dataset)) ?? []
    })
  }
  if (field === logPath || field === scopePath) {
    return [{ field, pointer: toPointer([field]), value: origin[field], time: row.time }]
  }
  const role = findRole(field)
  const target = role
    ? findRoleTarget(row, role, dataset)
    : field === timeline.timePath && findTimeTarget(row, dataset)
  return target ? [target] : []
}

/**
 * The value at a location of an entry, by its role where it has one. The pointer leads to the value in the entry itself, as a
 * local filter needs it.
 */
function findSharedTarget(
  row: Timed,
  location: RoleLocation,
  dataset: Dataset,
): PivotTarget | undefined {
  const target = findLocationTarget(row, location, dataset)
  if (!target) return undefined
  // A field of one log is no field of the timeline.
  const { field: _, ...own } = target
  const role = timelineRoles.find((each) => each !== 'verb' && isAt(dataset, each, location))
  return role ? { ...own, field: toRoleKey(role) } : own
}

/** The value of a role, in the words of the timeline. */
function findRoleTarget(row: Timed, role: TimelineRole, dataset: Dataset): PivotTarget | undefined {
  const value = readRoleValue(dataset, row.entry, role)
  if (value === undefined) return undefined
  // A verb is derived from the action.
  const [recorded] = (dataset.roles[role === 'verb' ? 'action' : role] ?? []).flatMap(
    (location) => findLocationTarget(row, location, dataset) ?? [],
  )
  return { field: toRoleKey(role), pointer: recorded?.pointer ?? '', value, time: row.time }
}

function isAt(dataset: Dataset, role: Role, { field, keys }: RoleLocation): boolean {
  return (dataset.roles[role] ?? []).some(
    (location) => location.field === field && location.keys.join('/') === keys.join('/'),
  )
}

function findTimeTarget(row: Timed, dataset: Dataset): PivotTarget | undefined {
  const { timePath } = dataset
  const target = findLocationTarget(row, { field: timePath, keys: [] }, dataset)
  return target && { ...target, field: timeline.timePath }
}
