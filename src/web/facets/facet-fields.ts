/** The fields of the facets: those chosen for a log, else a few useful ones of the catalog. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Field } from '../../catalog/fields.ts'
import { listRolesOf } from '../../catalog/roles.ts'
import { timelineId } from '../../catalog/timeline/timeline.ts'

/** Maximum number of fields of a log if the user has chosen none. A timeline declares only those that are useful. */
const maxDefaultFields = 6

/** Whether counting the values of a field is useful; times and whole objects rarely repeat. */
export function isCountable({ kind }: Field): boolean {
  return kind !== 'instant' && kind !== 'json'
}

/** The fields to count, in their order. */
export function toFacetFields(
  dataset: Dataset,
  chosen: readonly string[] | undefined,
): readonly Field[] {
  const findField = (path: string) => dataset.fields.find((field) => field.path === path)
  if (chosen) return chosen.flatMap((path) => findField(path) ?? []).filter(isCountable)
  const columns = dataset.columns.flatMap(({ field }) => findField(field) ?? [])
  return columns
    .filter(({ kind }) => ['email', 'choice', 'text', 'ip'].includes(kind))
    .filter(({ path }) => !listRolesOf(dataset, path).includes('description'))
    .slice(0, dataset.id === timelineId ? undefined : maxDefaultFields)
}
