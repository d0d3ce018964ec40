/**
 * The input for typed values: the values of the draft as tags, a text field, and suggestions below. A pasted list
 * becomes values at once.
 */
import { Autocomplete } from '@cloudflare/kumo/primitives/autocomplete'
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import type { Parameter } from '../../../catalog/parameters.ts'
import { findLengthProblem } from '../../../query/typed/typed-items.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { addToDraft, type FilterDraft } from '../draft/filter-draft.ts'
import { splitTyped, splitValues } from '../draft/split-values.ts'
import { listMatchingSuggestions, type Suggestion } from '../draft/suggestion.ts'
import { SuggestionItem } from './suggestion-item.tsx'
import { ValueTag } from './value-tag.tsx'

/** Maximum number of suggestions in the list; typing finds the others. */
const maxListedSuggestions = 100

/** Example values, shown in the empty input. */
const examples: Partial<Record<Parameter['kind'], string>> = {
  email: 'name@example.com',
  ip: '198.51.100.7',
  'ip-or-cidr': '198.51.100.0/24',
  integer: 'a whole number',
}

export function ValueInput({
  parameter,
  draft,
  suggestions,
  problemId,
  onChange,
}: {
  parameter: Parameter
  draft: FilterDraft
  suggestions: readonly Suggestion[]
  /** Id of the element that shows the problem; absent while there is none. */
  problemId: string | undefined
  onChange: (draft: FilterDraft) => void
}) {
  const { repeats, kind } = parameter
  // A new key remounts the list and so removes its highlight; then the next Enter applies the filter.
  const [round, setRound] = useState(0)
  const offered = listMatchingSuggestions(suggestions, draft.text, maxListedSuggestions)
  const toCompared = (value: string) => (parameter.ignoresCase ? value.toLowerCase() : value)
  const findChosen = (value: string) =>
    draft.values.find((chosen) => toCompared(chosen) === toCompared(value))

  function type(text: string) {
    if (findLengthProblem(text)) return onChange({ ...draft, text })
    const { finished, unfinished } = repeats
      ? splitTyped(kind, text)
      : { finished: [], unfinished: text }
    if (finished.length === 0) return onChange({ ...draft, text: unfinished })
    const next = addToDraft(parameter, draft, finished)
    // With too many values, all of them stay text.
    onChange(next.values === draft.values ? { ...draft, text } : { ...next, text: unfinished })
  }

  function paste(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData('text')
    const values = findLengthProblem(pasted) ? [] : splitValues(kind, pasted)
    if (values.length < 2) return
    event.preventDefault()
    onChange(addToDraft(parameter, draft, values))
  }

  function toggle({ value, values = [value] }: Suggestion) {
    if (values.length > 1 || value !== values[0]) return toggleAll(values)
    if (!repeats && draft.values.length === 0) return onChange({ ...draft, text: value })
    const chosen = findChosen(value)
    if (chosen === undefined) return onChange(addToDraft(parameter, draft, [value]))
    onChange({ ...draft, values: draft.values.filter((other) => other !== chosen) })
  }

  /** Adds the values of a named network, or removes them when all are there. */
  function toggleAll(values: readonly string[]) {
    if (values.some((value) => findChosen(value) === undefined)) {
      return onChange(addToDraft(parameter, { ...draft, text: '' }, values))
    }
    onChange({ ...draft, values: draft.values.filter((value) => !values.includes(value)) })
  }

  const isGiven = ({ value, values = [value] }: Suggestion) =>
    values.every((each) => findChosen(each) !== undefined || draft.text === each)

  function pressKey(event: KeyboardEvent) {
    if (event.key === 'Backspace' && draft.text === '' && draft.values.length > 0) {
      event.preventDefault()
      onChange({ ...draft, values: draft.values.slice(0, -1) })
    }
    if (event.key === 'Enter' && event.shiftKey && repeats && draft.text.trim() !== '') {
      event.preventDefault()
      event.stopPropagation()
      onChange(addToDraft(parameter, draft, splitValues(kind, draft.text)))
    }
  }

  return (
    <Autocomplete.Root
      key={round}
      inline
      open
      mode="none"
      items={offered}
      itemToStringValue={({ value }: Suggestion) => value}
      value={draft.text}
      onValueChange={(text, { reason }) => {
        if (reason !== 'item-press') type(text)
      }}
      autoHighlight={isIncomplete(parameter, draft.text)}
      highlightItemOnHover={false}
    >
      <div
        className={`flex max-h-40 min-h-8 flex-wrap items-center gap-1 overflow-y-auto rounded-md bg-kumo-control px-1.5 py-1 ring has-[input:focus-visible]:ring-2 ${problemId ? 'ring-kumo-danger' : 'ring-kumo-line has-[input:focus-visible]:ring-kumo-brand'}`}
      >
        {draft.values.map((value) => (
          <ValueTag
            key={value}
            parameter={parameter}
            value={value}
            onRemove={() => toggle({ value })}
          />
        ))}
        <Autocomplete.Input
          data-first-focus
          ref={round > 0 ? focusFirst : undefined}
          aria-label={repeats ? `Values of ${parameter.label}` : `Value of ${parameter.label}`}
          aria-invalid={problemId ? true : undefined}
          aria-describedby={problemId}
          placeholder={draft.values.length > 0 ? 'another value' : (examples[kind] ?? 'a value')}
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          className="h-6 min-w-24 flex-1 bg-transparent px-1 text-[13px] text-kumo-default outline-none placeholder:text-kumo-subtle"
          onPaste={paste}
          onKeyDown={pressKey}
        />
      </div>
      <Autocomplete.List
        aria-label={`Suggestions for ${parameter.label}`}
        className="-mx-1 max-h-52 overflow-y-auto overscroll-contain empty:hidden"
      >
        {offered.map((suggestion) => (
          <SuggestionItem
            key={suggestion.value}
            suggestion={suggestion}
            isChosen={isGiven(suggestion)}
            onChoose={(byKeyboard) => {
              toggle(suggestion)
              if (byKeyboard) setRound(round + 1)
            }}
          />
        ))}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

/** Whether the text cannot be a value yet (an email address without `@`), so that Enter takes the first suggestion. */
function isIncomplete({ kind }: Parameter, text: string): boolean {
  return kind === 'email' && text !== '' && !text.includes('@')
}
