/** How the recorded action ended, wherever the dataset keeps it. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { type Field, readField } from '../../catalog/fields.ts'

/** The field with the result; a dataset may have none. */
export function findResultField(dataset: Dataset): Field | undefined {
  return dataset.fields.find(({ path }) => path.endsWith('.result'))
}

/** True or false where the log says so in its usual words; other words as they are. */
export function findResult(dataset: Dataset, entry: unknown): boolean | string | undefined {
  const field = findResultField(dataset)
  const result = field && readField(entry, field)
  if (result === true || result === 'success') return true
  if (result === false || result === 'failure') return false
  return typeof result === 'string' && result !== '' ? result : undefined
}
