/** The completions that the query bar offers at the caret. */
import { getDataset } from '../../../catalog/index.ts'
import { listOfferedParameters } from '../../../query/list-offered-parameters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { OfferedValue } from '../../../query/typed/offered-value.ts'
import { type Completion, completeTyped } from '../../../query/typed/typed-completions.ts'
import { type KnownRules, useRules } from '../../rules/rule-library.ts'
import { namedTags, toRuleName } from '../../rules/rule-names.ts'
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
  const known = useRules()
  if (!isOpen) return []
  const valuesOf = isSameLog ? suggestionsFor : () => []
  return completeTyped(text, caret, getDataset(dataset), valuesOf, listRuleValues(known))
    .filter(({ from, to, insert }) => text.slice(from, to) !== insert.trim())
    .slice(0, maxCompletions)
}

/** The values of a filter by rules: the effects, then all rules by their titles. */
function listRuleValues(known: KnownRules): readonly OfferedValue[] {
  const tags = namedTags.map((tag) => ({ value: tag, hint: toRuleName(tag, known) }))
  const rules = known.rules.map(({ id, title, level }) => ({
    value: id,
    label: title,
    hint: level,
  }))
  return [...tags, ...rules]
}
