/** One filter of the bar: reads as a sentence, opens its editor, and takes every gesture by key or menu. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { toDuplicate } from '../../query/filters.ts'
import type { Filter, LogQuery } from '../../query/log-query.ts'
import { toVisibleText } from '../ui/visible-text.tsx'
import { FilterEditor } from './filter-editor.tsx'
import { FlipButton } from './flip-button.tsx'
import {
  flipPill,
  getList,
  type Pill,
  type PillGesture,
  removePill,
  switchPill,
  withList,
} from './list-pills.ts'
import { Panel } from './panel.tsx'
import { type PillAction, PillMenu, toKeyName } from './pill-menu.tsx'
import { PillText } from './pill-text.tsx'
import type { Suggestion } from './suggestion.ts'

const segment =
  'flex w-6 shrink-0 cursor-pointer items-center justify-center text-kumo-subtle hover:bg-kumo-tint hover:text-kumo-default'

export function FilterPill({
  pill,
  dataset,
  query,
  suggestionsFor,
  onGesture,
}: {
  pill: Pill
  dataset: Dataset
  query: LogQuery
  suggestionsFor: (parameter: Parameter) => readonly Suggestion[]
  onGesture: (gesture: PillGesture) => void
}) {
  const [editing, setEditing] = useState<{ filter: Filter; isCopy: boolean }>()
  const [isMenuOpen, setIsMenuOpen] = useState(false)
  const main = useRef<HTMLButtonElement>(null)
  const { filter, parameter, words, isOff } = pill
  const sentence = `${toVisibleText(words.sentence)}${isOff ? ' (off)' : ''}`
  const widened = parameter?.widens && findParameter(dataset, parameter.widens)?.label
  const meaning = widened ? `${sentence}; widens “${widened}”: entries of either appear` : sentence
  const flipped = flipPill(query, pill)

  const remove = () => onGesture(removePill(query, dataset, pill))
  const actions: readonly PillAction[] = [
    { words: 'Edit', key: 'Enter', run: () => setEditing({ filter, isCopy: false }) },
    ...(flipped ? [{ words: toFlipWords(filter), key: 'n', run: () => onGesture(flipped) }] : []),
    {
      words: isOff ? 'Turn on' : 'Turn off, but keep',
      key: 'o',
      run: () => onGesture(switchPill(query, pill)),
    },
    {
      words: 'Duplicate, then edit',
      key: 'd',
      run: () => setEditing({ filter: toDuplicate(filter, dataset), isCopy: true }),
    },
    { words: 'Remove', key: 'Delete', run: remove },
  ]

  function pressKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key === 'Backspace' ? 'Delete' : event.key
    if (key === '.' || key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) {
      event.preventDefault()
      setIsMenuOpen(true)
      return
    }
    // Enter is the button's own.
    const action = key === 'Enter' ? undefined : actions.find((each) => each.key === key)
    if (!action) return
    event.preventDefault()
    action.run()
  }

  return (
    <li
      className={`flex h-7 max-w-full min-w-0 items-stretch overflow-clip border bg-kumo-base has-focus-visible:overflow-visible ${toShape(pill)}`}
      onContextMenu={(event) => {
        event.preventDefault()
        setIsMenuOpen(true)
      }}
    >
      <FlipButton
        filter={filter}
        subject={words.subject}
        canFlip={flipped !== undefined}
        className={segment}
        onFlip={() => flipped && onGesture(flipped)}
      />
      <Popover.Root
        open={editing !== undefined}
        onOpenChange={(open) => setEditing(open ? { filter, isCopy: false } : undefined)}
      >
        <Popover.Trigger
          ref={main}
          data-pill={pill.key}
          disabled={!parameter}
          aria-label={sentence}
          aria-keyshortcuts={actions.map(({ key }) => key).join(' ')}
          title={`${meaning}\n${toKeyHint(actions)}`}
          className="flex min-w-0 cursor-pointer items-center gap-1 rounded-sm px-1 text-[13px] hover:bg-kumo-tint data-popup-open:bg-kumo-tint"
          onKeyDown={pressKey}
        >
          <PillText pill={pill} widened={widened} />
        </Popover.Trigger>
        <Panel
          label={editing?.isCopy ? `Copy of filter: ${sentence}` : `Edit filter: ${sentence}`}
          className="w-96"
        >
          {parameter && editing && (
            <FilterEditor
              key={String(editing.isCopy)}
              dataset={dataset}
              parameter={parameter}
              filters={getList(query, pill)}
              from={editing}
              suggestions={suggestionsFor(parameter)}
              onApply={(next) => {
                setEditing(undefined)
                onGesture({ next: withList(query, pill, () => next), focus: pill.key })
              }}
              {...(!editing.isCopy && { onRemove: remove })}
            />
          )}
        </Panel>
      </Popover.Root>
      <PillMenu
        label={`Menu of filter: ${sentence}`}
        actions={actions}
        isOpen={isMenuOpen}
        onOpenChange={setIsMenuOpen}
        onDismiss={() => main.current?.focus()}
        className={segment}
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Remove filter: ${sentence}`}
        title="Remove this filter (Del)"
        className={segment}
        onClick={remove}
      >
        <XIcon size={12} aria-hidden />
      </button>
    </li>
  )
}

/** An exclude is square with a thick edge, an include is round: modes differ without color, too. */
function toShape({ filter, isOff }: Pill): string {
  const shape =
    filter.mode === 'exclude' ? 'border-l-4 border-kumo-danger' : 'rounded-lg border-kumo-line'
  return isOff ? `${shape} border-dotted` : shape
}

function toFlipWords({ mode }: Filter): string {
  return mode === 'include' ? 'Exclude instead' : 'Include instead'
}

function toKeyHint(actions: readonly PillAction[]): string {
  const hints = actions.map(({ words, key }) => `${toKeyName(key)}: ${words.toLowerCase()}`)
  return [...hints, '. : menu'].join(' · ')
}
