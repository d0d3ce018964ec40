/** The completions that the query bar offers at the caret. */
import { getDataset } from '../../../catalog/index.ts'
import { listOfferedParameters } from '../../../query/list-offered-parameters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import {
  type Completion,
  completeTyped,
  findBareWord,
} from '../../../query/typed/typed-completions.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import { useSuggestions } from '../draft/use-suggestions.ts'
import type { TypedDraft } from './use-typed-draft.ts'

/** Maximum number of completions in the list; typing finds the others. */
const maxCompletions = 60

/** A text to insert at the caret, or (`find`) to search in the loaded entries. */
export type BarCompletion = Completion & { find?: string }

/** Lists the completions while the bar is open; empty while it is closed. */
export function useCompletions(
  log: EditedLog,
  query: LogQuery,
  { text, caret, base }: TypedDraft,
  isOpen: boolean,
): readonly BarCompletion[] {
  // Loaded values belong to the log on the page, and counting them takes time.
  const isSameLog = base.dataset === query.dataset
  const { suggestionsFor } = useSuggestions(
    log,
    isOpen && isSameLog ? listOfferedParameters(text, caret, log.dataset) : [],
  )
  if (!isOpen) return []
  const completions = completeTyped(
    text,
    caret,
    getDataset(base.dataset),
    isSameLog ? suggestionsFor : () => [],
  )
    .filter(({ from, to, insert }) => text.slice(from, to) !== insert.trim())
    .slice(0, maxCompletions)
  const word = isSameLog ? findBareWord(text, caret) : undefined
  return word && word.text !== '' ? [...completions, toFindCompletion(word)] : completions
}

/** Offers a full-text search for a word without a parameter name, because other products search for it. */
function toFindCompletion({ from, to, text }: { from: number; to: number; text: string }) {
  const label = `Find “${text}” in loaded entries`
  return { from, to, insert: '', label, detail: 'bodies included', find: text }
}
