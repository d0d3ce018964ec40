/** Which fields are counted beside the table: those chosen for a log, else a few that tell most. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Field } from '../../catalog/fields.ts'
import { listRolesOf } from '../../catalog/roles.ts'

/** How many fields are counted at first. */
const firstFields = 6

/** Whether the values of a field are worth counting: times and whole objects are not. */
export function isCountable({ kind }: Field): boolean {
  return kind !== 'instant' && kind !== 'json'
}

/** The fields to count, in their order. */
export function toFacetFields(
  dataset: Dataset,
  chosen: readonly string[] | undefined,
): readonly Field[] {
  const find = (path: string) => dataset.fields.find((field) => field.path === path)
  if (chosen) return chosen.flatMap((path) => find(path) ?? []).filter(isCountable)
  const columns = dataset.columns.flatMap(({ field }) => find(field) ?? [])
  return columns
    .filter(({ kind }) => ['email', 'choice', 'text', 'ip'].includes(kind))
    .filter(({ path }) => !listRolesOf(dataset, path).includes('description'))
    .slice(0, firstFields)
}
