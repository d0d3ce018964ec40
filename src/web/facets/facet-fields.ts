/** The fields of the facets: those chosen for a log, else a few useful ones of the catalog. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Field } from '../../catalog/fields.ts'
import { listRolesOf } from '../../catalog/roles.ts'
import { timelineId } from '../../catalog/timeline/timeline.ts'
import { effectPath } from '../store/facet-counts.ts'

/** The effects of the rules that match, listed and counted like a field. */
export const effectField: Field = {
  path: effectPath,
  label: 'Effect on security',
  kind: 'choice',
  group: 'entry',
  description: 'Whether a detection rule says that the entry loosens or tightens security.',
}

/** The fields that can be counted in a log. */
export function listCountable(dataset: Dataset): readonly Field[] {
  return [effectField, ...dataset.fields.filter(isCountable)]
}

/** Maximum number of fields of a log if the user has chosen none. A timeline declares only those that are useful. */
const maxDefaultFields = 6

/** Whether counting the values of a field is useful; times and whole objects rarely repeat. */
function isCountable({ kind }: Field): boolean {
  return kind !== 'instant' && kind !== 'json'
}

/** The fields to count, in their order. */
export function toFacetFields(
  dataset: Dataset,
  chosen: readonly string[] | undefined,
): readonly Field[] {
  const findField = (path: string) => dataset.fields.find((field) => field.path === path)
  if (chosen) {
    const countable = listCountable(dataset)
    return chosen.flatMap((path) => countable.find((field) => field.path === path) ?? [])
  }
  const columns = dataset.columns.flatMap(({ field }) => findField(field) ?? [])
  const usual = columns
    .filter(({ kind }) => ['email', 'choice', 'text', 'ip'].includes(kind))
    .filter(({ path }) => !listRolesOf(dataset, path).includes('description'))
    .slice(0, dataset.id === timelineId ? undefined : maxDefaultFields)
  return [effectField, ...usual]
}
