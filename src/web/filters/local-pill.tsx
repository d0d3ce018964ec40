/** One local filter in the bar: dashed, called local, and with the number of entries that it covers. */
import { useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { addLocalFilter, replaceLocalFilter } from '../../query/local-filters.ts'
import type { LogQuery } from '../../query/log-query.ts'
import { toVisibleText } from '../ui/visible-text.tsx'
import {
  flipPill,
  type LocalPillData,
  type PillGesture,
  removePill,
  toLocalKey,
} from './list-pills.ts'
import { LocalEditor } from './local-editor.tsx'
import { PillFrame } from './pill-frame.tsx'
import type { PillAction } from './pill-menu.tsx'
import { PillText } from './pill-text.tsx'
import type { SuggestionsFor } from './suggestion.ts'

export function LocalPill({
  pill,
  dataset,
  query,
  loaded,
  suggestionsFor,
  onGesture,
}: {
  pill: LocalPillData
  dataset: Dataset
  query: LogQuery
  loaded: number
  suggestionsFor: SuggestionsFor
  onGesture: (gesture: PillGesture) => void
}) {
  const [editing, setEditing] = useState<{ isCopy: boolean }>()
  const { filter, words, mode } = pill
  const count = loaded.toLocaleString('en-US')
  const sentence = `${toVisibleText(words.sentence)} (local)`
  const flipped = flipPill(query, pill)
  const remove = () => onGesture(removePill(query, dataset, pill))
  const actions: readonly PillAction[] = [
    { words: 'Edit', key: 'Enter', run: () => setEditing({ isCopy: false }) },
    {
      words: mode === 'include' ? 'Exclude instead' : 'Include instead',
      key: 'n',
      run: () => flipped && onGesture(flipped),
    },
    { words: 'Duplicate, then edit', key: 'd', run: () => setEditing({ isCopy: true }) },
    { words: 'Remove', key: 'Delete', run: remove },
  ]
  const editor = editing && (
    <LocalEditor
      key={String(editing.isCopy)}
      dataset={dataset}
      from={filter}
      loaded={loaded}
      suggestionsFor={suggestionsFor}
      onApply={(changed) => {
        setEditing(undefined)
        const { localFilters } = query
        const next = editing.isCopy
          ? addLocalFilter(localFilters, changed)
          : replaceLocalFilter(localFilters, filter, changed)
        onGesture({ next: { ...query, localFilters: next }, focus: toLocalKey(changed) })
      }}
      {...(!editing.isCopy && { onRemove: remove })}
    />
  )
  const label = `${editing?.isCopy ? 'Copy of' : 'Edit'} local filter: ${toVisibleText(words.sentence)}`
  return (
    <PillFrame
      pill={pill}
      sentence={sentence}
      note={`It applies to the ${count} loaded entries; the API is not asked.`}
      actions={actions}
      panel={editor ? { label, editor } : undefined}
      onPanel={(isOpen) => setEditing(isOpen ? { isCopy: false } : undefined)}
    >
      <PillText words={words} mode={mode} tag="local" />
      <span className="shrink-0 text-kumo-subtle tabular-nums">· of {count} loaded</span>
    </PillFrame>
  )
}
