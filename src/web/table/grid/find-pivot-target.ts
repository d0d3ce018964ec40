/** Finds the values of a row that can be pivoted on, and their positions in the entry. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readPath, summaryPath } from '../../../catalog/fields.ts'
import { findRoleText, type Role, type RoleLocation } from '../../../catalog/roles.ts'
import { getFields } from '../../../query/get-fields.ts'
import { toPointer } from '../../../query/json-pointer.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import type { ShownColumn } from '../columns/columns.ts'

/** An entry and its time as it is spelled. */
type Timed = { entry: unknown; time: string }

/** What a sentence tells of an entry, in the order of its parts. */
const summaryRoles: readonly Role[] = [
  'actor',
  'actorId',
  'credentialName',
  'description',
  'action',
  'product',
  'resourceKind',
  'resourceName',
  'resourceId',
  'zone',
  'valueBefore',
  'valueAfter',
]

/** The values that the cells of a row show, each once. */
export function listRowTargets(
  row: Timed,
  columns: readonly ShownColumn[],
  dataset: Dataset,
): readonly PivotTarget[] {
  const targets = columns.flatMap((column) => listCellTargets(row, column, dataset))
  return [...new Map(targets.map((target) => [target.pointer, target])).values()]
}

/** The values that a cell shows: several in a summary; none for an empty cell, an object or a list. */
export function listCellTargets(
  row: Timed,
  { source: { field, otherwise = [] } }: ShownColumn,
  dataset: Dataset,
): readonly PivotTarget[] {
  if (field === summaryPath) {
    return summaryRoles.flatMap((role) => {
      const read = findRoleText(dataset, row.entry, role)
      return (read && findLocationTarget(row, read.location, dataset)) ?? []
    })
  }
  for (const path of [field, ...otherwise]) {
    const found = findValue(row, { field: path, keys: [] }, dataset)
    if (found) return found.target ? [found.target] : []
  }
  return []
}

/** The value at a location; `undefined` where there is none, and for an object or a list. */
export function findLocationTarget(
  row: Timed,
  location: RoleLocation,
  dataset: Dataset,
): PivotTarget | undefined {
  return findValue(row, location, dataset)?.target
}

/** The first value at the paths of a field, without a target if it cannot be pivoted on. */
function findValue(
  { entry, time }: Timed,
  { field, keys }: RoleLocation,
  dataset: Dataset,
): { target: PivotTarget | undefined } | undefined {
  for (const path of [field, ...(getFields(dataset).get(field)?.otherPaths ?? [])]) {
    const steps = [...path.split('.'), ...keys]
    const value = readPath(entry, steps.join('.'))
    if (value === undefined || value === null || value === '') continue
    if (typeof value === 'object') return { target: undefined }
    const pointer = toPointer(steps)
    return { target: { ...(keys.length === 0 && { field }), pointer, value, time } }
  }
  return undefined
}
