/** The editor of one filter: mode, values, problems and Apply. */
import { useId, useState } from 'react'
import type { Parameter } from '../../../catalog/parameters.ts'
import type { Filter } from '../../../query/log-query.ts'
import { findRequestsProblem } from '../../../query/split-query.ts'
import { toNotCountedWords } from '../../api/api-failure.ts'
import { NetworksButton } from '../../preferences/networks-dialog.tsx'
import { Note } from '../../ui/note.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import {
  createDraft,
  type DraftChange,
  type FilterDraft,
  findDraftProblem,
  hasLocalNetwork,
  isApplicable,
  isTyped,
  toDraftChange,
  toEditableParameter,
} from '../draft/filter-draft.ts'
import { toMatchWords } from '../draft/match-words.ts'
import { mergeSuggestions } from '../draft/suggestion.ts'
import { useSuggestions } from '../draft/use-suggestions.ts'
import { type EditorExits, EditorFrame } from './editor-frame.tsx'
import { FilterNotes } from './filter-notes.tsx'
import { ModeChoice } from './mode-choice.tsx'
import { PickedValues } from './picked-values.tsx'
import { ValueInput } from './value-input.tsx'

export function FilterEditor({
  log,
  parameter: declared,
  filters,
  from,
  exits,
  onApply,
}: {
  log: EditedLog
  parameter: Parameter
  filters: readonly Filter[]
  /** The filter to edit or to copy; absent for a new filter. */
  from?: { filter: Filter; isCopy: boolean }
  exits: EditorExits
  onApply: (change: DraftChange) => void
}) {
  const { dataset, loaded } = log
  const original = from?.isCopy ? undefined : from?.filter
  const parameter = toEditableParameter(declared)
  const [draft, setDraft] = useState(() => createDraft(parameter, from?.filter))
  const problemId = useId()
  const change = toDraftChange(filters, parameter, draft, original)
  const problem = findDraftProblem(parameter, draft) ?? findRequestsProblem(dataset, change.filters)
  const canApply = !problem && isApplicable(parameter, draft)
  const { label, wireName, description, exclude, repeats } = parameter
  const { suggestionsFor, failure } = useSuggestions(log, [declared], draft.text)
  const suggestions = mergeSuggestions(parameter, suggestionsFor(declared))
  const matchWords = toMatchWords(parameter)
  const values = { parameter, draft, onChange: setDraft, suggestions }
  return (
    <EditorFrame
      subject={{
        label,
        name: draft.mode === 'exclude' && exclude ? `${wireName}.not` : wireName,
        description,
      }}
      problem={{ id: problemId, words: problem }}
      hint={repeats && isTyped(parameter) ? 'Enter applies · Shift+Enter adds' : 'Enter applies'}
      notes={
        <>
          {matchWords && <Note>{matchWords}</Note>}
          <FilterNotes
            dataset={dataset}
            parameter={parameter}
            filters={filters}
            draft={draft}
            original={original}
            suggestions={suggestions}
          />
          {(declared.kind === 'ip' || declared.kind === 'ip-or-cidr') && <NetworksButton />}
          {failure && <Note isWarning>{toNotCountedWords(failure.error)}</Note>}
        </>
      }
      exits={exits}
      onApply={canApply ? () => onApply(change) : undefined}
    >
      <ModeChoice
        mode={draft.mode}
        canExclude={exclude || parameter.field !== undefined}
        note={toModeNote(parameter, draft, loaded)}
        onChange={(mode) => setDraft({ ...draft, mode })}
      />
      {isTyped(parameter) ? (
        <ValueInput {...values} problemId={problem ? problemId : undefined} />
      ) : (
        <PickedValues {...values} />
      )}
    </EditorFrame>
  )
}

function toModeNote(parameter: Parameter, draft: FilterDraft, loaded: number) {
  const { exclude, field } = parameter
  const { mode } = draft
  if (hasLocalNetwork(parameter, draft)) {
    return `A local filter: the API takes no network here, so it applies to the ${toCountText(loaded)} loaded`
  }
  if (exclude) return undefined
  if (field === undefined) return 'The API cannot exclude by this'
  if (mode === 'include') return 'The API can only include; to exclude is a local filter'
  return `A local filter: the API cannot exclude by this, so it applies to the ${toCountText(loaded)} loaded`
}
