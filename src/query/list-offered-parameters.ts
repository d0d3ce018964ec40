/** Lists the parameters of which the completions at a caret offer values. */
import type { Dataset } from '../catalog/define-dataset.ts'
import type { Parameter } from '../catalog/parameters.ts'
import { completeTyped } from './typed/typed-completions.ts'

/** The parameters of which `completeTyped` offers values at a caret, so that the caller counts values of these only. */
export function listOfferedParameters(
  text: string,
  caret: number,
  dataset: Dataset,
): readonly Parameter[] {
  const offered = new Set<Parameter>()
  completeTyped(text, caret, dataset, (parameter) => {
    offered.add(parameter)
    return []
  })
  return [...offered]
}
