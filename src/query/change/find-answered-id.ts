/** The id of a resource in the answer to the call: a few entries have no other. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findValueText, readLocation } from '../../catalog/roles.ts'
import { toBodyValue } from './body-value.ts'

/** The first id in an answer that an entry records, where its log has answers; `undefined` without one. */
export function findAnsweredId(dataset: Dataset, entry: unknown): string | undefined {
  for (const location of dataset.naming?.answers ?? []) {
    const answer = toBodyValue(readLocation(dataset, entry, location))
    if (typeof answer !== 'object' || answer === null || !Object.hasOwn(answer, 'id')) continue
    const id = findValueText((answer as { id: unknown }).id)
    if (id !== undefined) return id
  }
  return undefined
}
