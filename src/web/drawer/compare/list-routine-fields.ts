/** The fields of an entry that say nothing when they differ: its time, its id and the Ray ID of its call. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Field } from '../../../catalog/fields.ts'
import { listRoleFields } from '../../../catalog/roles.ts'

/** The declared fields that differ between almost any two entries. */
export function listRoutineFields(dataset: Dataset): readonly Field[] {
  const paths = [dataset.timePath, dataset.idPath]
  const own = dataset.fields.filter(({ path }) => paths.includes(path))
  return [
    ...new Set([...own, ...listRoleFields(dataset, 'time'), ...listRoleFields(dataset, 'ray')]),
  ]
}

/** Whether a path of a comparison is that of one of these fields. */
export function isPathOf(fields: readonly Field[], path: string): boolean {
  return fields.some((field) => [field.path, ...(field.otherPaths ?? [])].includes(path))
}
