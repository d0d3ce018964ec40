/** The editor of local filters at one place: path, mode, contained or exact, and the values. */
import { useId, useState } from 'react'
import { filter } from '../../../catalog/parameters.ts'
import { findPointerField } from '../../../query/json-pointer.ts'
import { findNetworkProblem, isAddressPointer } from '../../../query/local/networks.ts'
import { formatLocalFilter } from '../../../query/local-filter-text.ts'
import type { FieldFilter } from '../../../query/log-query.ts'
import { isLongerThan, querySizes } from '../../../query/validate-query.ts'
import { toNotCountedWords } from '../../api/api-failure.ts'
import { NetworksButton } from '../../preferences/networks-dialog.tsx'
import { Note } from '../../ui/note.tsx'
import { SegmentedChoice } from '../../ui/segmented-choice.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import { parseEntryPath, toPathText } from '../draft/entry-path.ts'
import type { FilterDraft } from '../draft/filter-draft.ts'
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
  /** The initial filters of one pointer and mode; the path cannot be changed when it is that of a field. */
  from: readonly [FieldFilter, ...FieldFilter[]]
  exits: EditorExits
  onApply: (filters: readonly [FieldFilter, ...FieldFilter[]]) => void
}) {
  const { dataset, loaded } = log
  const [first] = from
  const [draft, setDraft] = useState(() => createLocalDraft(from))
  const [pathText, setPathText] = useState(() => toPathText(first.pointer))
  const problemId = useId()
  const field = findPointerField(dataset, first.pointer)
  const { pointer, problem: pathProblem } = field
    ? { pointer: first.pointer }
    : parseEntryPath(pathText)
  const changed = pointer === undefined ? undefined : toLocalFilters(draft, pointer)
  const problem =
    pathProblem ?? changed?.map(findLocalProblem).find((message) => message !== undefined)
  const subject = field?.label ?? 'A path inside the entry'
  const sources = field ? [{ field: field.path }] : []
  const { suggestionsFor, failure } = useSuggestions(log, sources, draft.text)
  const parameter = filter('', subject, field?.group ?? 'entry', {
    kind: isAddressPointer(first.pointer) ? 'ip-or-cidr' : 'text',
    repeats: true,
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
          {isAddressPointer(first.pointer) && <NetworksButton />}
          {failure && <Note isWarning>{toNotCountedWords(failure.error)}</Note>}
        </>
      }
      hint="Enter applies · Shift+Enter adds"
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
          onChange={(isExact) => setDraft({ ...draft, isExact, exactness: new Map() })}
        />
      </div>
      <ValueInput
        parameter={parameter}
        draft={draft}
        suggestions={sources.flatMap(suggestionsFor)}
        problemId={problem && !pathProblem ? problemId : undefined}
        onChange={(values) => setDraft({ ...draft, ...values })}
      />
    </EditorFrame>
  )
}

type LocalDraft = FilterDraft & {
  /** How values are compared that have no choice of their own. */
  isExact: boolean
  /** The choice that values were given before, as long as the common one is not changed. */
  exactness: ReadonlyMap<string, boolean>
}

/** One value is text in the input, several are tags. */
function createLocalDraft(from: readonly [FieldFilter, ...FieldFilter[]]): LocalDraft {
  const [{ mode, isExact, text }, ...others] = from
  const exactness = new Map(from.map((each) => [each.text, each.isExact]))
  return others.length === 0
    ? { mode, isExact, values: [], text, exactness: new Map() }
    : { mode, isExact, values: from.map((each) => each.text), text: '', exactness }
}

/** An empty text is a value only when it is the only one: then the filter asks whether there is a value. */
function toLocalFilters(
  { mode, isExact, values, text, exactness }: LocalDraft,
  pointer: string,
): readonly [FieldFilter, ...FieldFilter[]] {
  const toFilter = (value: string): FieldFilter => ({
    kind: 'field',
    pointer,
    mode,
    text: value,
    isExact: exactness.get(value) ?? isExact,
  })
  const [first = text, ...others] = [...new Set(text === '' ? values : [...values, text])]
  return [toFilter(first), ...others.map(toFilter)]
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
  const networkProblem = findNetworkProblem(filter)
  if (networkProblem) return networkProblem
  return isLongerThan(formatLocalFilter(filter), querySizes.valueBytes)
    ? `Path and text together are longer than ${querySizes.valueBytes} bytes. Shorten the text.`
    : undefined
}
