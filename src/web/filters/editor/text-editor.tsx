/** The editor of a text filter: a word or a phrase that an entry contains anywhere. */
import { useId, useState } from 'react'
import { filter } from '../../../catalog/parameters.ts'
import type { TextFilter } from '../../../query/log-query.ts'
import { isLongerThan, querySizes } from '../../../query/validate-query.ts'
import { Note } from '../../ui/note.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import { type EditorExits, EditorFrame } from './editor-frame.tsx'
import { ModeChoice } from './mode-choice.tsx'
import { ValueInput } from './value-input.tsx'

const parameter = filter('text', 'Anywhere in the entry', 'entry', {
  description: 'A word or a phrase, anywhere in the text of the entry. Upper and lower case alike.',
})

export function TextEditor({
  loaded,
  from,
  exits,
  onApply,
}: {
  /** Number of loaded entries. */
  loaded: number
  from: TextFilter
  exits: EditorExits
  onApply: (group: readonly [TextFilter]) => void
}) {
  const [{ mode, text }, setDraft] = useState(from)
  const problemId = useId()
  const problem = findTextProblem(text)
  return (
    <EditorFrame
      subject={{
        label: parameter.label,
        name: mode === 'include' ? 'text' : 'text.not',
        description: parameter.description,
      }}
      problem={{ id: problemId, words: problem }}
      notes={
        <Note>
          A local filter: it applies to the {toCountText(loaded)} loaded entries, and to those still
          to be loaded.
        </Note>
      }
      exits={exits}
      onApply={text !== '' && !problem ? () => onApply([{ kind: 'text', mode, text }]) : undefined}
    >
      <ModeChoice
        mode={mode}
        canExclude
        onChange={(next) => setDraft({ kind: 'text', mode: next, text })}
      />
      <ValueInput
        parameter={parameter}
        draft={{ mode, values: [], text }}
        suggestions={[]}
        problemId={problem ? problemId : undefined}
        onChange={(draft) => setDraft({ kind: 'text', mode, text: draft.text })}
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
