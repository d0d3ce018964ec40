/** The editor of one local filter on a field: path, mode, contained or exact, and the text. */
import { useId, useState } from 'react'
import { filter } from '../../../catalog/parameters.ts'
import { findPointerField } from '../../../query/json-pointer.ts'
import { formatLocalFilter } from '../../../query/local-filter-text.ts'
import type { FieldFilter } from '../../../query/log-query.ts'
import { isLongerThan, querySizes } from '../../../query/validate-query.ts'
import { toNotCountedWords } from '../../api/api-failure.ts'
import { Note } from '../../ui/note.tsx'
import { SegmentedChoice } from '../../ui/segmented-choice.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import { parseEntryPath, toPathText } from '../draft/entry-path.ts'
import { useSuggestions } from '../draft/use-suggestions.ts'
import { type EditorExits, EditorFrame } from './editor-frame.tsx'
import { EntryPathInput } from './entry-path-input.tsx'
import { ModeChoice } from './mode-choice.tsx'
import { ValueInput } from './value-input.tsx'

const matchSegments = [
  { value: false, words: 'Contains', title: 'Upper and lower case alike' },
  { value: true, words: 'Is exactly', title: 'Upper and lower case matter' },
]

export function LocalEditor({
  log,
  from,
  exits,
  onApply,
}: {
  log: EditedLog
  /** The initial filter; its path cannot be changed when it is that of a field. */
  from: FieldFilter
  exits: EditorExits
  onApply: (filter: FieldFilter) => void
}) {
  const { dataset, loaded } = log
  const [draft, setDraft] = useState(from)
  const [pathText, setPathText] = useState(() => toPathText(from.pointer))
  const problemId = useId()
  const field = findPointerField(dataset, from.pointer)
  const { pointer, problem: pathProblem } = field
    ? { pointer: from.pointer }
    : parseEntryPath(pathText)
  const changed: FieldFilter | undefined = pointer === undefined ? undefined : { ...draft, pointer }
  const problem = pathProblem ?? (changed && findLocalProblem(changed))
  const subject = field?.label ?? 'A path inside the entry'
  const sources = field ? [{ field: field.path }] : []
  const { suggestionsFor, failure } = useSuggestions(log, sources)
  const parameter = filter('', subject, field?.group ?? 'entry', {
    description: field?.description ?? 'Any place of the entry, by its keys.',
  })
  return (
    <EditorFrame
      subject={{ label: subject, name: field?.path ?? 'local', description: parameter.description }}
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
        <EntryPathInput
          text={pathText}
          hasProblem={pathProblem !== undefined}
          onChange={setPathText}
        />
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
        parameter={parameter}
        draft={{ mode: draft.mode, values: [], text: draft.text }}
        suggestions={sources.flatMap(suggestionsFor)}
        problemId={problem && !pathProblem ? problemId : undefined}
        onChange={({ text }) => setDraft({ ...draft, text })}
      />
    </EditorFrame>
  )
}

/** Chooses whether the value has to contain the text or to be equal to it. */
function MatchChoice({
  isExact,
  onChange,
}: {
  isExact: boolean
  onChange: (isExact: boolean) => void
}) {
  return (
    <SegmentedChoice
      legend="How the text is compared"
      segments={matchSegments}
      value={isExact}
      onChange={onChange}
    />
  )
}

/**
 * The problem of a local filter, in words. An empty text is allowed only with a path, where it asks whether the value
 * is present.
 */
function findLocalProblem(filter: FieldFilter): string | undefined {
  if (filter.text === '' && !filter.isExact && filter.pointer === '') {
    return 'Every entry contains an empty text. Write what to look for, or a path that has to be there.'
  }
  if (!filter.text.isWellFormed()) return 'This is not Unicode text.'
  return isLongerThan(formatLocalFilter(filter), querySizes.valueBytes)
    ? `Path and text together are longer than ${querySizes.valueBytes} bytes. Shorten the text.`
    : undefined
}
