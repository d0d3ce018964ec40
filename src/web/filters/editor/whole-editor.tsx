/** The editor of a filter on the whole entry: a text that it has to contain, or the hours of its time. */
import { useId, useState } from 'react'
import { filter } from '../../../catalog/parameters.ts'
import {
  formatLocalFilter,
  getLocalKey,
  parseLocalFilter,
} from '../../../query/local-filter-text.ts'
import type { HoursFilter, LocalFilter, TextFilter } from '../../../query/log-query.ts'
import { isLongerThan, querySizes } from '../../../query/validate-query.ts'
import { Note } from '../../ui/note.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import { type EditorExits, EditorFrame } from './editor-frame.tsx'
import { ModeChoice } from './mode-choice.tsx'
import { ValueInput } from './value-input.tsx'

const subjects = {
  text: filter('text', 'Anywhere in the entry', 'entry', {
    description:
      'A word or a phrase, anywhere in the text of the entry. Upper and lower case alike.',
  }),
  hours: filter('hours', 'Hours', 'entry', {
    description: 'Times of day, with weekdays and a time zone: mon-fri 07:00-19:00 Europe/London.',
  }),
}

export function WholeEditor({
  loaded,
  from,
  exits,
  onApply,
}: {
  /** Number of loaded entries. */
  loaded: number
  from: TextFilter | HoursFilter
  exits: EditorExits
  onApply: (filter: LocalFilter) => void
}) {
  const [mode, setMode] = useState(from.mode)
  const [text, setText] = useState(() => formatLocalFilter(from))
  const problemId = useId()
  const parameter = subjects[from.kind]
  const parsed = parseLocalFilter(getLocalKey({ kind: from.kind, mode }), text)
  const problem = parsed.problem ?? findTextProblem(text)
  return (
    <EditorFrame
      subject={{ label: parameter.label, name: from.kind, description: parameter.description }}
      problem={{ id: problemId, words: text === '' ? undefined : problem }}
      notes={
        <Note>
          A local filter: it applies to the {toCountText(loaded)} loaded entries, and to those still
          to be loaded.
        </Note>
      }
      exits={exits}
      onApply={parsed.problem === undefined && !problem ? () => onApply(parsed.filter) : undefined}
    >
      <ModeChoice mode={mode} canExclude onChange={setMode} />
      <ValueInput
        parameter={parameter}
        draft={{ mode, values: [], text }}
        suggestions={[]}
        problemId={problem && text !== '' ? problemId : undefined}
        onChange={(draft) => setText(draft.text)}
      />
    </EditorFrame>
  )
}

function findTextProblem(text: string): string | undefined {
  if (!text.isWellFormed()) return 'This is not Unicode text.'
  return isLongerThan(text, querySizes.valueBytes)
    ? `The text is longer than ${querySizes.valueBytes} bytes. Shorten it.`
    : undefined
}
