/** The completions that the query bar offers at the caret. */
import { getDataset } from '../../../catalog/index.ts'
import { listOfferedParameters } from '../../../query/list-offered-parameters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { type Completion, completeTyped } from '../../../query/typed/typed-completions.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import { useSuggestions } from '../draft/use-suggestions.ts'
import type { TypedDraft } from './use-typed-draft.ts'

/** Maximum number of completions in the list; typing finds the others. */
const maxCompletions = 60

/** Lists the completions while the bar is open; empty while it is closed. */
export function useCompletions(
  log: EditedLog,
  query: LogQuery,
  { text, caret, source }: TypedDraft,
  isOpen: boolean,
): readonly Completion[] {
  const { dataset } = source?.base ?? query
  // Loaded values belong to the log on the page, and counting them takes time.
  const isSameLog = dataset === query.dataset
  const { suggestionsFor } = useSuggestions(
    log,
    isOpen && isSameLog ? listOfferedParameters(text, caret, log.dataset) : [],
  )
  if (!isOpen) return []
  return completeTyped(text, caret, getDataset(dataset), isSameLog ? suggestionsFor : () => [])
    .filter(({ from, to, insert }) => text.slice(from, to) !== insert.trim())
    .slice(0, maxCompletions)
}
