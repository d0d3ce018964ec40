/** Finds the name that another entry gives for the id in a field, where the entry itself records no name for it. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { namedRoles } from '../../../catalog/naming.ts'
import { type RoleLocation, readLocation, readRoleText } from '../../../catalog/roles.ts'
import type { KnownName } from '../../../query/names/name-book.ts'
import type { FieldEntry } from './list-fields.ts'

/** The known name for the value of a field of `entry`; `undefined` for values that are no ids. */
export function findFieldName(
  dataset: Dataset,
  entry: unknown,
  { field, value }: FieldEntry,
  findName: (id: string) => KnownName | undefined,
): KnownName | undefined {
  if (!field || (typeof value !== 'string' && typeof value !== 'number')) return undefined
  const isHere = (location: RoleLocation) =>
    location.field === field.path && location.keys.length === 0
  const roles = namedRoles.filter(({ id }) => dataset.roles[id]?.some(isHere))
  const pairs = dataset.naming?.pairs.filter(({ id }) => id.some(isHere)) ?? []
  if (roles.length + pairs.length === 0) return undefined
  const isRecorded =
    roles.some(({ name }) => readRoleText(dataset, entry, name) !== undefined) ||
    pairs.some(({ name }) => name.some((each) => readLocation(dataset, entry, each)))
  return isRecorded ? undefined : findName(String(value))
}
