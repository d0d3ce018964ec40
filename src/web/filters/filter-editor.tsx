/** The editor of one filter: mode, values, what is wrong with them, and Apply. */
import { Button } from '@cloudflare/kumo/components/button'
import { ArrowLeftIcon } from '@phosphor-icons/react/dist/csr/ArrowLeft'
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import type { Filter, FilterMode } from '../../query/log-query.ts'
import { findRequestsProblem } from '../../query/split-query.ts'
import { VisibleText } from '../ui/visible-text.tsx'
import {
  createDraft,
  type DraftChange,
  findDraftProblem,
  isApplicable,
  isTyped,
  toDraftChange,
  toEdited,
} from './filter-draft.ts'
import { FilterNotes } from './filter-notes.tsx'
import { focusFirst } from './focus-first.ts'
import { ModeChoice } from './mode-choice.tsx'
import { PickedValues } from './picked-values.tsx'
import { mergeSuggestions, type Suggestion } from './suggestion.ts'
import { ValueInput } from './value-input.tsx'

export function FilterEditor({
  dataset,
  parameter: declared,
  filters,
  from,
  loaded,
  suggestions,
  onApply,
  onRemove,
  onBack,
}: {
  dataset: Dataset
  parameter: Parameter
  filters: readonly Filter[]
  /** The filter to begin with: edited itself, or a copy of it; absent when a new one is written. */
  from?: { filter: Filter; isCopy: boolean }
  /** How many entries are loaded: those that a local filter is about. */
  loaded: number
  suggestions: readonly Suggestion[]
  onApply: (change: DraftChange) => void
  onRemove?: () => void
  onBack?: () => void
}) {
  const original = from?.isCopy ? undefined : from?.filter
  const parameter = toEdited(declared)
  const [draft, setDraft] = useState(() => createDraft(parameter, from?.filter))
  const problemId = useId()
  const change = toDraftChange(filters, parameter, draft, original)
  const problem = findDraftProblem(parameter, draft) ?? findRequestsProblem(dataset, change.filters)
  const canApply = !problem && isApplicable(parameter, draft)
  const merged = mergeSuggestions(parameter, suggestions)

  function apply() {
    if (canApply) onApply(change)
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    apply()
  }

  return (
    <form
      ref={focusFirst}
      className="flex shrink-0 flex-col gap-2.5 p-3"
      onSubmit={submit}
      onKeyDownCapture={(event) => {
        if (!isEnterOnPicked(event)) return
        event.preventDefault()
        event.stopPropagation()
        apply()
      }}
    >
      <div className="flex flex-col gap-0.5">
        <div className="flex h-6 items-center gap-1.5">
          {onBack && (
            <Button
              size="sm"
              variant="ghost"
              shape="square"
              aria-label="Back to all parameters"
              icon={<ArrowLeftIcon aria-hidden />}
              onClick={onBack}
              className="-ml-1.5"
            />
          )}
          <span className="font-medium">{parameter.label}</span>
          <span className="ml-auto truncate font-mono text-[11px] text-kumo-subtle">
            {parameter.wireName}
            {draft.mode === 'exclude' && parameter.exclude && '.not'}
          </span>
        </div>
        <p className="m-0 text-[12px] leading-4 text-kumo-subtle">{parameter.description}</p>
      </div>
      <ModeChoice
        mode={draft.mode}
        canExclude={parameter.exclude || parameter.field !== undefined}
        note={toModeNote(parameter, draft.mode, loaded)}
        onChange={(mode) => setDraft({ ...draft, mode })}
      />
      {isTyped(parameter) ? (
        <ValueInput
          parameter={parameter}
          draft={draft}
          suggestions={merged}
          problemId={problem ? problemId : undefined}
          onChange={setDraft}
        />
      ) : (
        <PickedValues
          parameter={parameter}
          draft={draft}
          suggestions={merged}
          onChange={setDraft}
        />
      )}
      <output id={problemId} className="text-[12px] leading-4 text-kumo-danger empty:hidden">
        {problem && <VisibleText text={problem} />}
      </output>
      <FilterNotes
        dataset={dataset}
        parameter={parameter}
        filters={filters}
        draft={draft}
        original={original}
      />
      <EditorFooter parameter={parameter} canApply={canApply} onRemove={onRemove} />
    </form>
  )
}

function toModeNote({ exclude, field }: Parameter, mode: FilterMode, loaded: number) {
  if (exclude) return undefined
  if (field === undefined) return 'The API cannot exclude by this'
  if (mode === 'include') return 'The API can only include; to exclude is a local filter'
  return `A local filter: the API cannot exclude by this, so it applies to the ${loaded.toLocaleString('en-US')} loaded`
}

/** Enter on a checkbox, radio button or switch applies; Space picks. */
function isEnterOnPicked({ key, target }: KeyboardEvent): boolean {
  const picked = '[role=checkbox], [role=radio], [role=switch], input[type=radio]'
  return key === 'Enter' && target instanceof Element && target.matches(picked)
}

function EditorFooter({
  parameter,
  canApply,
  onRemove,
}: {
  parameter: Parameter
  canApply: boolean
  onRemove: (() => void) | undefined
}) {
  const addsByKey = parameter.repeats && isTyped(parameter)
  return (
    <div className="flex items-center gap-2">
      <span className="mr-auto text-[11px] leading-4 text-kumo-subtle">
        Enter applies{addsByKey && ' · Shift+Enter adds'}
      </span>
      {onRemove && (
        <Button type="button" size="sm" variant="ghost" onClick={onRemove}>
          Remove
        </Button>
      )}
      <Button type="submit" size="sm" variant="primary" disabled={!canApply}>
        Apply
      </Button>
    </div>
  )
}
