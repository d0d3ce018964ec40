/** Formats the summary of an entry as one text. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'

/** The summary of the JSON text of an entry, in which suspected secrets are always masked. */
export function toSentence(dataset: Dataset, text: string): string {
  return toSummary(dataset, JSON.parse(text))
    .map((part) => part.text)
    .join(' ')
}
