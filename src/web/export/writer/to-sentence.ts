/** Formats the summary of an entry as one text. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { NamedId } from '../../../query/names/name-book.ts'
import type { NamesById } from '../../../query/summary/find-named.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'

/** The summary of the JSON text of an entry, in which suspected secrets are always masked, and ids have these names. */
export function toSentence(dataset: Dataset, text: string, names?: NamesById): string {
  return toSummary(dataset, JSON.parse(text), names)
    .map((part) => part.text)
    .join(' ')
}

/** Looks up names by id. */
export function toNamesById(names: readonly NamedId[] = []): NamesById {
  const byId = new Map(names.map(({ id, name }) => [id, name]))
  return (id) => byId.get(id)
}
