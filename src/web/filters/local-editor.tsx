/** The editor of one local filter: the place in the entry, mode, contained or exact, and the text. */
import { Button } from '@cloudflare/kumo/components/button'
import { ArrowLeftIcon } from '@phosphor-icons/react/dist/csr/ArrowLeft'
import { InfoIcon } from '@phosphor-icons/react/dist/csr/Info'
import { type FormEvent, useId, useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { filter } from '../../catalog/parameters.ts'
import type { LocalFilter } from '../../query/log-query.ts'
import { VisibleText } from '../ui/visible-text.tsx'
import { focusFirst } from './focus-first.ts'
import { findLocalProblem } from './local-draft.ts'
import { MatchChoice } from './match-choice.tsx'
import { ModeChoice } from './mode-choice.tsx'
import { findPlaceField, parsePlace, toPlaceText } from './place.ts'
import { PlaceInput } from './place-input.tsx'
import type { SuggestionsFor } from './suggestion.ts'
import { ValueInput } from './value-input.tsx'

export function LocalEditor({
  dataset,
  from,
  loaded,
  suggestionsFor,
  onApply,
  onRemove,
  onBack,
}: {
  dataset: Dataset
  /** The filter to begin with; its place is fixed when it is that of a field. */
  from: LocalFilter
  loaded: number
  suggestionsFor: SuggestionsFor
  onApply: (filter: LocalFilter) => void
  onRemove?: () => void
  onBack?: () => void
}) {
  const [draft, setDraft] = useState(from)
  const [place, setPlace] = useState(() => toPlaceText(from.pointer))
  const problemId = useId()
  const field = findPlaceField(dataset, from.pointer)
  const { pointer, problem: placeProblem } = field ? { pointer: from.pointer } : parsePlace(place)
  const changed: LocalFilter | undefined = pointer === undefined ? undefined : { ...draft, pointer }
  const problem = placeProblem ?? (changed && findLocalProblem(changed))
  const subject = field?.label ?? 'A path inside the entry'
  const source = filter('', subject, field?.group ?? 'entry', {
    description: field?.description ?? 'Any place of the entry, by its keys.',
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (changed && !problem) onApply(changed)
  }

  return (
    <form ref={focusFirst} className="flex shrink-0 flex-col gap-2.5 p-3" onSubmit={submit}>
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
          <span className="font-medium">{subject}</span>
          <span className="ml-auto truncate font-mono text-[11px] text-kumo-subtle">
            {field ? field.path : 'local'}
          </span>
        </div>
        <p className="m-0 text-[12px] leading-4 text-kumo-subtle">{source.description}</p>
      </div>
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
        suggestions={field ? suggestionsFor({ field: field.path }) : []}
        problemId={problem && !placeProblem ? problemId : undefined}
        onChange={({ text }) => setDraft({ ...draft, text })}
      />
      <output id={problemId} className="text-[12px] leading-4 text-kumo-danger empty:hidden">
        {problem && <VisibleText text={problem} />}
      </output>
      <p className="m-0 flex gap-1.5 text-[12px] leading-4 text-kumo-subtle">
        <InfoIcon size={14} aria-hidden className="mt-px shrink-0" />
        <span>
          A local filter: the API cannot filter by this, so it applies to the{' '}
          {loaded.toLocaleString('en-US')} loaded entries, and to those still to be loaded.
        </span>
      </p>
      <div className="flex items-center gap-2">
        <span className="mr-auto text-[11px] leading-4 text-kumo-subtle">Enter applies</span>
        {onRemove && (
          <Button type="button" size="sm" variant="ghost" onClick={onRemove}>
            Remove
          </Button>
        )}
        <Button type="submit" size="sm" variant="primary" disabled={problem !== undefined}>
          Apply
        </Button>
      </div>
    </form>
  )
}
