/** Finds the parameter of the API that filters by a value of an entry. */
import type { Dataset } from '../catalog/define-dataset.ts'
import type { Parameter } from '../catalog/parameters.ts'
import { findValueProblem } from './validate-query.ts'

/**
 * The parameter that filters by a field, given by its dotted path, and that accepts this value; `undefined` where only
 * a local filter can. Deprecated parameters are ignored.
 */
export function findFilterParameter(
  { parameters }: Dataset,
  path: string,
  value: string,
): Parameter | undefined {
  return parameters.find(
    (parameter) =>
      parameter.role === 'filter' &&
      parameter.field === path &&
      parameter.deprecatedFor === undefined &&
      findValueProblem(parameter, value) === undefined,
  )
}
