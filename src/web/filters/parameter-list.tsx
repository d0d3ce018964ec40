/** The searchable list of everything that a dataset can be filtered by. */
import { Autocomplete } from '@cloudflare/kumo/primitives/autocomplete'
import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass'
import { useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { VisibleText } from '../ui/visible-text.tsx'
import { findParameters, type ParameterGroup } from './find-parameters.ts'
import { focusFirst } from './focus-first.ts'

/** Typing narrows the list; Enter or a click chooses. */
export function ParameterList({
  dataset,
  onChoose,
}: {
  dataset: Dataset
  onChoose: (parameter: Parameter) => void
}) {
  const [text, setText] = useState('')
  const groups = findParameters(dataset, text)
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      items={groups}
      itemToStringValue={(parameter: Parameter) => parameter.label}
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
      <Autocomplete.Empty className="px-3 py-3 text-kumo-subtle empty:hidden">
        {groups.length === 0 && (
          <>
            No parameter of this log matches “<VisibleText text={text} />
            ”.
          </>
        )}
      </Autocomplete.Empty>
      <Autocomplete.List
        aria-label="Parameters"
        className="max-h-88 overflow-y-auto overscroll-contain py-1 empty:hidden"
      >
        {groups.map((group) => (
          <GroupOfParameters
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

function GroupOfParameters({
  group,
  dataset,
  onChoose,
}: {
  group: ParameterGroup
  dataset: Dataset
  onChoose: (parameter: Parameter) => void
}) {
  return (
    <Autocomplete.Group items={group.items}>
      <Autocomplete.GroupLabel className="px-3 pt-2 pb-0.5 text-[11px] font-medium text-kumo-subtle">
        {group.heading}
      </Autocomplete.GroupLabel>
      {group.items.map((parameter) => (
        <Autocomplete.Item
          key={parameter.wireName}
          value={parameter}
          title={parameter.description}
          onClick={() => onChoose(parameter)}
          className="mx-1 flex h-7 cursor-pointer items-center gap-3 rounded-md px-2 hover:bg-kumo-tint data-highlighted:bg-kumo-tint"
        >
          <span className="shrink-0">{parameter.label}</span>
          {parameter.deprecatedFor !== undefined && (
            <span className="shrink-0 text-[12px] text-kumo-subtle">
              use “{findParameter(dataset, parameter.deprecatedFor)?.label}” instead
            </span>
          )}
          <span className="ml-auto truncate font-mono text-[11px] text-kumo-subtle">
            {parameter.wireName}
          </span>
        </Autocomplete.Item>
      ))}
    </Autocomplete.Group>
  )
}
