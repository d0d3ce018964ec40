/** Which filters a value of an entry can become, by the same gesture that takes them back. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Field } from '../../catalog/fields.ts'
import type { FilterMode } from '../../query/log-query.ts'
import { findValueProblem } from '../../query/validate-query.ts'

/** One filter that a value can become. */
export type Pivot = { parameter: string; label: string; mode: FilterMode; value: string }

/**
 * The filters on a field with this value: includes, and excludes where the API has them. None for
 * a value that the API would refuse, such as a word that it does not list.
 */
export function findPivots(dataset: Dataset, field: Field, value: string): Pivot[] {
  return dataset.parameters
    .filter(
      (parameter) =>
        parameter.role === 'filter' &&
        parameter.field === field.path &&
        parameter.deprecatedFor === undefined &&
        findValueProblem(parameter, value) === undefined,
    )
    .flatMap(({ wireName, label, exclude }) => {
      const modes: FilterMode[] = exclude ? ['include', 'exclude'] : ['include']
      return modes.map((mode) => ({ parameter: wireName, label, mode, value }))
    })
}
