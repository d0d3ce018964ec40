/** The searchable list of the parameters, fields and values by which a dataset can be filtered. */
import { Autocomplete } from '@cloudflare/kumo/primitives/autocomplete'
import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass'
import { useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findParameter } from '../../../catalog/index.ts'
import { focusFirst } from '../../ui/focus-first.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { EditedLog } from '../draft/edited-log.ts'
import { useSuggestions } from '../draft/use-suggestions.ts'
import {
  listMatchingSubjects,
  listSearchedParameters,
  type Subject,
  type SubjectGroup,
} from './list-matching-subjects.ts'

/** Typing narrows the list; Enter or a click chooses. */
export function SubjectList({
  log,
  initialText,
  onChoose,
}: {
  log: EditedLog
  initialText: string
  onChoose: (subject: Subject) => void
}) {
  const [text, setText] = useState(initialText)
  const { dataset } = log
  const { suggestionsFor } = useSuggestions(log, listSearchedParameters(dataset, text))
  const groups = listMatchingSubjects(dataset, text, suggestionsFor)
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      items={groups}
      itemToStringValue={({ label }: Subject) => label}
      value={text}
      onValueChange={(value, { reason }) => {
        if (reason !== 'item-press') setText(value)
      }}
      autoHighlight="always"
      keepHighlight
      highlightItemOnHover={false}
    >
      <div className="flex items-center gap-2 border-b border-kumo-line px-3 py-2 has-focus-visible:border-kumo-brand">
        <MagnifyingGlassIcon size={14} aria-hidden className="shrink-0 text-kumo-subtle" />
        <Autocomplete.Input
          data-first-focus
          ref={focusFirst}
          aria-label="Find a parameter to filter by"
          placeholder="Filter by…"
          className="min-w-0 flex-1 bg-transparent text-[13px] text-kumo-default outline-none placeholder:text-kumo-subtle"
        />
      </div>
      <Autocomplete.List
        aria-label="Parameters"
        className="max-h-88 overflow-y-auto overscroll-contain py-1 empty:hidden"
      >
        {groups.map((group) => (
          <SubjectGroupItems
            key={group.heading}
            group={group}
            dataset={dataset}
            onChoose={onChoose}
          />
        ))}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

function SubjectGroupItems({
  group,
  dataset,
  onChoose,
}: {
  group: SubjectGroup
  dataset: Dataset
  onChoose: (subject: Subject) => void
}) {
  return (
    <Autocomplete.Group items={group.items}>
      <Autocomplete.GroupLabel className="px-3 pt-2 pb-0.5 text-[11px] font-medium text-kumo-subtle">
        {group.heading}
      </Autocomplete.GroupLabel>
      {group.items.map((subject) => (
        <Autocomplete.Item
          key={`${subject.name} ${subject.label}`}
          value={subject}
          title={subject.description}
          onClick={() => onChoose(subject)}
          className="mx-1 flex h-7 cursor-pointer items-center gap-3 rounded-md px-2 hover:bg-kumo-tint data-highlighted:bg-kumo-tint"
        >
          <span className="min-w-0 truncate">
            <VisibleText text={subject.label} />
          </span>
          {!subject.parameter && (
            <span className="shrink-0 rounded-sm border border-kumo-strong border-dashed px-1 text-[11px] leading-4">
              local
            </span>
          )}
          {subject.parameter?.deprecatedFor !== undefined && (
            <span className="shrink-0 text-[12px] text-kumo-subtle">
              use “{findParameter(dataset, subject.parameter.deprecatedFor)?.label}” instead
            </span>
          )}
          <span className="ml-auto truncate font-mono text-[11px] text-kumo-subtle">
            <VisibleText text={subject.parameter?.wireName ?? subject.name} />
          </span>
        </Autocomplete.Item>
      ))}
    </Autocomplete.Group>
  )
}
