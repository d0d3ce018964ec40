/** The editor of one local filter: the place in the entry, mode, contained or exact, and the text. */
import { useId, useState } from 'react'
import { filter } from '../../catalog/parameters.ts'
import { findPointerField } from '../../query/json-pointer.ts'
import type { LocalFilter } from '../../query/log-query.ts'
import { toNotCountedWords } from '../api/api-failure.ts'
import { toCountText } from '../ui/count-text.ts'
import type { EditedLog } from './edited-log.ts'
import { type EditorExits, EditorFrame } from './editor-frame.tsx'
import { findLocalProblem } from './local-draft.ts'
import { MatchChoice } from './match-choice.tsx'
import { ModeChoice } from './mode-choice.tsx'
import { Note } from './note.tsx'
import { parsePlace, toPlaceText } from './place.ts'
import { PlaceInput } from './place-input.tsx'
import { useSuggestions } from './use-suggestions.ts'
import { ValueInput } from './value-input.tsx'

export function LocalEditor({
  log,
  from,
  exits,
  onApply,
}: {
  log: EditedLog
  /** The filter to begin with; its place is fixed when it is that of a field. */
  from: LocalFilter
  exits: EditorExits
  onApply: (filter: LocalFilter) => void
}) {
  const { dataset, loaded } = log
  const [draft, setDraft] = useState(from)
  const [place, setPlace] = useState(() => toPlaceText(from.pointer))
  const problemId = useId()
  const field = findPointerField(dataset, from.pointer)
  const { pointer, problem: placeProblem } = field ? { pointer: from.pointer } : parsePlace(place)
  const changed: LocalFilter | undefined = pointer === undefined ? undefined : { ...draft, pointer }
  const problem = placeProblem ?? (changed && findLocalProblem(changed))
  const subject = field?.label ?? 'A path inside the entry'
  const counted = field ? [{ field: field.path }] : []
  const { suggestionsFor, failure } = useSuggestions(log, counted)
  const source = filter('', subject, field?.group ?? 'entry', {
    description: field?.description ?? 'Any place of the entry, by its keys.',
  })
  return (
    <EditorFrame
      subject={{ label: subject, name: field?.path ?? 'local', description: source.description }}
      problem={{ id: problemId, words: problem }}
      notes={
        <>
          <Note>
            A local filter: the API cannot filter by this, so it applies to the{' '}
            {toCountText(loaded)} loaded entries, and to those still to be loaded.
          </Note>
          {failure && <Note isWarning>{toNotCountedWords(failure.error)}</Note>}
        </>
      }
      exits={exits}
      onApply={changed && !problem ? () => onApply(changed) : undefined}
    >
      {!field && (
        <PlaceInput text={place} hasProblem={placeProblem !== undefined} onChange={setPlace} />
      )}
      <div className="flex flex-wrap items-center gap-2">
        <ModeChoice
          mode={draft.mode}
          canExclude
          onChange={(mode) => setDraft({ ...draft, mode })}
        />
        <MatchChoice
          isExact={draft.isExact}
          onChange={(isExact) => setDraft({ ...draft, isExact })}
        />
      </div>
      <ValueInput
        parameter={source}
        draft={{ mode: draft.mode, values: [], text: draft.text }}
        suggestions={counted.flatMap(suggestionsFor)}
        problemId={problem && !placeProblem ? problemId : undefined}
        onChange={({ text }) => setDraft({ ...draft, text })}
      />
    </EditorFrame>
  )
}
