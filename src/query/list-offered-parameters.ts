/** Which values the completions at a caret need, before they are counted. */
import type { Dataset } from '../catalog/define-dataset.ts'
import type { Parameter } from '../catalog/parameters.ts'
import { completeTyped } from './typed/typed-completions.ts'

/** The parameters of which `completeTyped` offers values at a caret, so that a caller can count these alone. */
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
