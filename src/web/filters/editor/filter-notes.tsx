/** Remarks on a filter draft: added to another filter, widens, contradicts, deprecated, unknown values, requests. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findParameter } from '../../../catalog/index.ts'
import type { Parameter } from '../../../catalog/parameters.ts'
import type { Filter } from '../../../query/log-query.ts'
import { countRequests } from '../../../query/split-query.ts'
import { Note } from '../../ui/note.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import {
  type FilterDraft,
  findContradiction,
  findFilterOf,
  toDraftChange,
  toDraftValues,
} from '../draft/filter-draft.ts'
import { toFilterWords } from '../draft/filter-words.ts'
import {
  findSimilarLoadedValue,
  findUnknownValue,
  toSimilarWords,
  toUnknownWords,
} from '../draft/find-unknown-value.ts'
import { findWildcard, wildcardWords } from '../draft/find-wildcard.ts'
import type { Suggestion } from '../draft/suggestion.ts'

export function FilterNotes({
  dataset,
  parameter,
  filters,
  draft,
  original,
  suggestions,
}: {
  dataset: Dataset
  parameter: Parameter
  filters: readonly Filter[]
  draft: FilterDraft
  original: Filter | undefined
  /** Known values, including those of loaded entries. */
  suggestions: readonly Suggestion[]
}) {
  const { widens, deprecatedFor } = parameter
  const existing = findFilterOf(filters, parameter, draft.mode)
  const changed = existing === original ? undefined : existing
  const contradiction = findContradiction(filters, parameter, draft, original)
  const requests = countRequests(
    dataset,
    toDraftChange(filters, parameter, draft, original).filters,
  )
  const values = toDraftValues(parameter, draft)
  const unknown = findUnknownValue(parameter, values)
  const similar = findSimilarLoadedValue(parameter, values, suggestions)
  return (
    <>
      {findWildcard(values) !== undefined && <Note isWarning>{wildcardWords}</Note>}
      {unknown && (
        <Note>
          <VisibleText text={toUnknownWords(unknown)} />
        </Note>
      )}
      {similar && (
        <Note>
          <VisibleText text={toSimilarWords(similar)} />
        </Note>
      )}
      {widens !== undefined && (
        <Note>widens “{findParameter(dataset, widens)?.label}”: entries of either appear</Note>
      )}
      {deprecatedFor !== undefined && (
        <Note isWarning>
          Deprecated by Cloudflare. Use “{findParameter(dataset, deprecatedFor)?.label}” (
          <code className="font-mono text-[11px]">{deprecatedFor}</code>) instead.
        </Note>
      )}
      {requests > 1 && (
        <Note>
          {requests} requests: the API takes one value at a time here; their results are merged.
        </Note>
      )}
      {changed && (
        <Note>
          {parameter.repeats ? 'Adds to' : 'Replaces'} “
          <VisibleText text={toFilterWords(changed, parameter).sentence} />”
        </Note>
      )}
      {contradiction !== undefined && (
        <Note isWarning>
          “<VisibleText text={contradiction} />” is both included and excluded; no entry can match
          it.
        </Note>
      )}
    </>
  )
}
