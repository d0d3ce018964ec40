/**
 * Typed values: an input with the values already given as tags, and suggestions below. A pasted list
 * becomes values at once.
 */
import { Autocomplete } from '@cloudflare/kumo/primitives/autocomplete'
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import type { Parameter } from '../../../catalog/parameters.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { addToDraft, type FilterDraft } from '../draft/filter-draft.ts'
import { splitTyped, splitValues } from '../draft/split-values.ts'
import { findSuggestions, type Suggestion } from '../draft/suggestion.ts'
import { SuggestionItem } from './suggestion-item.tsx'
import { ValueTag } from './value-tag.tsx'

/** Most suggestions that are listed; typing finds the others. */
const listedSuggestions = 100

/** Example of a value, for the empty input. */
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
  /** Id of the element that says what is wrong; absent while nothing is. */
  problemId: string | undefined
  onChange: (draft: FilterDraft) => void
}) {
  const { repeats, kind } = parameter
  // Remounting takes the highlight off the list, so that the next Enter applies.
  const [round, setRound] = useState(0)
  const offered = findSuggestions(suggestions, draft.text, listedSuggestions)
  const fold = (value: string) => (parameter.ignoresCase ? value.toLowerCase() : value)
  const findGiven = (value: string) => draft.values.find((each) => fold(each) === fold(value))

  function type(text: string) {
    const { finished, rest } = repeats ? splitTyped(kind, text) : { finished: [], rest: text }
    const next = finished.length > 0 ? addToDraft(parameter, draft, finished) : draft
    onChange({ ...next, text: rest })
  }

  function paste(event: ClipboardEvent) {
    const values = splitValues(kind, event.clipboardData.getData('text'))
    if (values.length < 2) return
    event.preventDefault()
    onChange(addToDraft(parameter, draft, values))
  }

  function toggle(value: string) {
    if (!repeats && draft.values.length === 0) return onChange({ ...draft, text: value })
    const given = findGiven(value)
    if (given === undefined) return onChange(addToDraft(parameter, draft, [value]))
    onChange({ ...draft, values: draft.values.filter((each) => each !== given) })
  }

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
      autoHighlight={isBeginning(parameter, draft.text)}
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
            onRemove={() => toggle(value)}
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
            isChosen={findGiven(suggestion.value) !== undefined || draft.text === suggestion.value}
            onChoose={(byKeyboard) => {
              toggle(suggestion.value)
              if (byKeyboard) setRound(round + 1)
            }}
          />
        ))}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

/** Text without an at sign is no address yet, so Enter takes the first suggestion instead of it. */
function isBeginning({ kind }: Parameter, text: string): boolean {
  return kind === 'email' && text !== '' && !text.includes('@')
}
