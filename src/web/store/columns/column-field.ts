/**
 * What a column has: a field of the dataset, a role, so that entries of several logs share a column, or one value for all
 * entries of a source. Plain data, because it is also sent to other threads.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Field } from '../../../catalog/fields.ts'
import { isOutcomeField } from '../../../catalog/roles.ts'
import { logPath, scopePath } from '../../../catalog/timeline/timeline.ts'
import {
  findRole,
  type TimelineRole,
  timelineRoles,
  toRoleKey,
} from '../../../catalog/timeline/timeline-role.ts'
import { recordsRole } from '../../../query/timeline/plan-timeline.ts'
import type { RoleFilter } from '../../../query/timeline/timeline-query.ts'
import type { StoreSource } from '../entry-store.ts'

/** What a column has; `path` is the name of the column. */
export type ColumnField = Field | RoleField | ConstantField

/** A role, and the declarations by which it is read in a log. */
export type RoleField = { path: string; role: TimelineRole; dataset: RoleDataset }

/** The declarations of a dataset that reading a role needs. */
export type RoleDataset = Pick<Dataset, 'fields' | 'roles' | 'verbs'> &
  Partial<Pick<Dataset, 'outcomes'>>

type ConstantField = { path: string; constant: string }

/** A filter by role, and the declarations by which the role is read. */
export type LogRoleFilter = RoleFilter & Pick<RoleField, 'dataset'>

/**
 * The columns of a source. In a timeline these are the roles that its log records, the log and the scope, and the field by
 * which its API filters by outcome; otherwise the fields of its dataset, without those that hold JSON or instants.
 */
export function listColumnFields({ dataset, timeline }: StoreSource): readonly ColumnField[] {
  if (!timeline) {
    return dataset.fields.filter(({ kind }) => kind !== 'json' && kind !== 'instant')
  }
  return [
    ...timelineRoles
      .filter((role) => recordsRole(dataset, role))
      .map((role) => toRoleField(dataset, role)),
    { path: logPath, constant: timeline.log },
    { path: scopePath, constant: timeline.scope },
    ...listFilteredOutcomes(dataset),
  ]
}

/**
 * The field of the outcome, if the API filters by it: the role has translated values, and a narrower question the API's own.
 * There is none where its name is that of the column of another role.
 */
function listFilteredOutcomes({ fields, roles, parameters }: Dataset): readonly Field[] {
  return fields.filter(
    ({ path }) =>
      isOutcomeField({ fields, roles }, path) &&
      parameters.some(({ field }) => field === path) &&
      findRole(path) === undefined,
  )
}

/** The role with only those declarations that reading it needs, so that little is sent to other threads. */
export function toRoleField(dataset: RoleDataset, role: TimelineRole): RoleField {
  const read = role === 'verb' ? (['action', 'description'] as const) : ([role] as const)
  const locations = Object.fromEntries(read.map((each) => [each, dataset.roles[each] ?? []]))
  const paths = Object.values(locations).flatMap((each) => each.map(({ field }) => field))
  return {
    path: toRoleKey(role),
    role,
    dataset: {
      fields: dataset.fields.filter(({ path }) => paths.includes(path)),
      roles: locations,
      verbs: role === 'verb' ? dataset.verbs : {},
      ...(role === 'outcome' && dataset.outcomes && { outcomes: dataset.outcomes }),
    },
  }
}

/**
 * The field whose value is that of the column: the field itself, or the only location of a role whose values are not
 * translated. A role has no empty text: it counts as no value.
 */
export function findWholeField(column: ColumnField): Field | undefined {
  if ('constant' in column) return undefined
  if (!('role' in column)) return column
  const { role, dataset } = column
  if (role === 'verb' || role === 'outcome') return undefined
  const [location, ...others] = dataset.roles[role] ?? []
  if (!location || location.keys.length > 0 || others.length > 0) return undefined
  return dataset.fields.find(({ path }) => path === location.field)
}

/** The first column whose values are those of a field. */
export function findFieldColumn(
  columns: Iterable<ColumnField>,
  { path }: Field,
): ColumnField | undefined {
  return [...columns].find((column) => findWholeField(column)?.path === path)
}

/** The column of a role. */
export function findRoleColumn(
  columns: Iterable<ColumnField>,
  role: TimelineRole,
): RoleField | undefined {
  return [...columns].find(
    (column): column is RoleField => 'role' in column && column.role === role,
  )
}
