/** The pill of one API filter: its text, its actions and its editor. */
import { useState } from 'react'
import { toDuplicate } from '../../../query/filters.ts'
import { addLocalFilter } from '../../../query/local-filters.ts'
import type { Filter, LogQuery } from '../../../query/log-query.ts'
import { toVisibleText } from '../../ui/text/visible-text.tsx'
import type { EditedLog } from '../draft/edited-log.ts'
import { toUnknownWords } from '../draft/find-unknown-value.ts'
import { wildcardWords } from '../draft/find-wildcard.ts'
import { FilterEditor } from '../editor/filter-editor.tsx'
import type { FilterPillData } from './list-pills.ts'
import { FilterPillFace } from './pill-face.tsx'
import { PillFrame } from './pill-frame.tsx'
import {
  flipPill,
  getFiltersOf,
  getNextFocus,
  type PillGesture,
  removePill,
  switchPill,
  withFilters,
} from './pill-gestures.ts'
import type { PillAction } from './pill-menu.tsx'
import { getPillNotes } from './pill-notes.ts'

/** The note of a filter that the API is not asked for, as a whole or in part. */
const unsentWords =
  'The API either includes or excludes, by one value. The rest of this filter is applied to loaded entries.'

export function FilterPill({
  pill,
  log,
  query,
  onGesture,
}: {
  pill: FilterPillData
  log: EditedLog
  query: LogQuery
  onGesture: (gesture: PillGesture) => void
}) {
  const [editing, setEditing] = useState<{ filter: Filter; isCopy: boolean }>()
  const { filter, parameter, isOff } = pill
  const { dataset } = log
  const notes = getPillNotes(pill, log, query)
  const { overrun, doubt, unsent, requests, widened } = notes
  const toLocalState = () => {
    if (unsent.length === 0) return ''
    return unsent.length === filter.values.length ? ' (local)' : ` (${unsent.length} local)`
  }
  const state = overrun ? ' (off, too many requests to enable)' : isOff ? ' (off)' : toLocalState()
  const sentence = `${toVisibleText(pill.words.sentence)}${state}`
  const flipped = flipPill(query, pill)
  const edit = () => setEditing({ filter, isCopy: false })
  const remove = () => onGesture(removePill(query, dataset, pill))
  const isInclude = pill.mode === 'include'
  const actions: readonly PillAction[] = [
    { words: 'Edit', key: 'Enter', run: edit },
    ...(flipped
      ? [
          {
            words: isInclude ? 'Exclude instead' : 'Include instead',
            key: 'n',
            run: () => onGesture(flipped),
          },
        ]
      : []),
    ...(overrun
      ? []
      : [
          {
            words: isOff ? 'Enable' : 'Disable',
            key: 'o',
            run: () => onGesture(switchPill(query, pill)),
          },
        ]),
    {
      words: 'Duplicate, then edit',
      key: 'd',
      run: () => setEditing({ filter: toDuplicate(filter, dataset), isCopy: true }),
    },
    { words: 'Remove', key: 'Delete', run: remove },
  ]

  const editor = parameter && editing && (
    <FilterEditor
      key={String(editing.isCopy)}
      log={log}
      parameter={parameter}
      filters={getFiltersOf(query, pill)}
      from={editing}
      exits={editing.isCopy ? {} : { onRemove: remove }}
      onApply={({ filters, localFilters }) => {
        setEditing(undefined)
        const changed = withFilters(query, pill, () => filters)
        const locals = localFilters.reduce(addLocalFilter, changed.localFilters)
        const next = { ...changed, localFilters: locals }
        onGesture({ next, focus: getNextFocus(next, dataset, pill) })
      }}
    />
  )
  const label = editing?.isCopy ? `Copy of filter: ${sentence}` : `Edit filter: ${sentence}`
  return (
    <PillFrame
      pill={pill}
      sentence={sentence}
      note={
        overrun ??
        (doubt?.isShown
          ? toVisibleText(doubt.unknown ? toUnknownWords(doubt.unknown) : wildcardWords)
          : undefined) ??
        (unsent.length > 0 ? unsentWords : undefined) ??
        (requests > 1
          ? 'The API takes one value at a time here: each is asked for by itself, and the results are merged.'
          : widened && `It widens “${widened}”: entries of either appear.`)
      }
      actions={actions}
      panel={editor ? { label, editor } : undefined}
      onPanel={(isOpen) => (isOpen ? edit() : setEditing(undefined))}
    >
      <FilterPillFace pill={pill} notes={notes} />
    </PillFrame>
  )
}
