/** One filter of the bar: reads as a sentence, opens its editor, flips its mode, goes away. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { flipMode, setValues } from '../../query/filters.ts'
import type { Filter } from '../../query/log-query.ts'
import { toVisibleText } from '../ui/visible-text.tsx'
import { FilterEditor } from './filter-editor.tsx'
import { toFilterWords } from './filter-words.ts'
import { FlipButton } from './flip-button.tsx'
import { Panel } from './panel.tsx'
import { PillText } from './pill-text.tsx'
import type { Suggestion } from './suggestion.ts'

const segment =
  'flex shrink-0 cursor-pointer items-center justify-center text-kumo-subtle hover:bg-kumo-tint hover:text-kumo-default'

export function FilterPill({
  dataset,
  filter,
  filters,
  suggestionsFor,
  onChange,
}: {
  dataset: Dataset
  filter: Filter
  filters: readonly Filter[]
  suggestionsFor: (parameter: Parameter) => readonly Suggestion[]
  onChange: (filters: readonly Filter[]) => void
}) {
  const [isOpen, setIsOpen] = useState(false)
  const parameter = findParameter(dataset, filter.parameter)
  const words = toFilterWords(filter, parameter)
  const sentence = toVisibleText(words.sentence)
  const isExclude = filter.mode === 'exclude'
  const widened = parameter?.widens && findParameter(dataset, parameter.widens)?.label
  const meaning = widened ? `${sentence}; widens “${widened}”: entries of either appear` : sentence

  function change(next: readonly Filter[]) {
    setIsOpen(false)
    onChange(next)
  }
  const remove = () => change(setValues(filters, filter.parameter, filter.mode, []))

  return (
    <li
      className={`flex h-7 max-w-full min-w-0 items-stretch overflow-clip rounded-md border bg-kumo-base has-focus-visible:overflow-visible ${isExclude ? 'border-dashed border-kumo-danger' : 'border-kumo-line'}`}
    >
      <FlipButton
        filter={filter}
        subject={words.subject}
        canFlip={parameter?.exclude ?? false}
        className={segment}
        onFlip={() => change(flipMode(filters, filter.parameter, filter.mode))}
      />
      <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
        <Popover.Trigger
          data-pill
          disabled={!parameter}
          aria-label={sentence}
          title={meaning}
          className="flex min-w-0 cursor-pointer items-center gap-1 rounded-sm px-1 text-[13px] hover:bg-kumo-tint data-popup-open:bg-kumo-tint"
          onKeyDown={(event) => {
            if (event.key !== 'Delete' && event.key !== 'Backspace') return
            event.preventDefault()
            remove()
          }}
        >
          <PillText words={words} isExclude={isExclude} widened={widened} />
        </Popover.Trigger>
        <Panel label={`Edit filter: ${sentence}`} className="w-96">
          {parameter && (
            <FilterEditor
              dataset={dataset}
              parameter={parameter}
              filters={filters}
              original={filter}
              suggestions={isOpen ? suggestionsFor(parameter) : []}
              onApply={change}
              onRemove={remove}
            />
          )}
        </Panel>
      </Popover.Root>
      <button
        type="button"
        aria-label={`Remove filter: ${sentence}`}
        title="Remove this filter"
        className={`${segment} w-6 rounded-r-md`}
        onClick={remove}
      >
        <XIcon size={12} aria-hidden />
      </button>
    </li>
  )
}
