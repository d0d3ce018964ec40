/** The pill of a group of local filters: dashed, and labeled `local`. */
import { useState } from 'react'
import { addLocalFilter, replaceLocalFilters } from '../../../query/local-filters.ts'
import type { LocalFilter, LogQuery } from '../../../query/log-query.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import { toVisibleText } from '../../ui/text/visible-text.tsx'
import type { EditedLog } from '../draft/edited-log.ts'
import { GroupEditor } from '../editor/group-editor.tsx'
import { type LocalGroup, type LocalPillData, toLocalKey } from './list-pills.ts'
import { LocalPillFace, toEffectWarning } from './pill-face.tsx'
import { PillFrame } from './pill-frame.tsx'
import {
  flipPill,
  type PillGesture,
  removePill,
  switchPill,
  withLocalFilters,
} from './pill-gestures.ts'
import type { PillAction } from './pill-menu.tsx'

export function LocalPill({
  pill,
  log,
  query,
  onGesture,
}: {
  pill: LocalPillData
  log: EditedLog
  query: LogQuery
  onGesture: (gesture: PillGesture) => void
}) {
  const [editing, setEditing] = useState<{ isCopy: boolean }>()
  const { group, words, mode, isOff, problem } = pill
  const count = toCountText(log.loaded)
  const warning = isOff ? undefined : (problem ?? toEffectWarning(log))
  const sentence = `${toVisibleText(words.sentence)} (${isOff ? 'local, off' : 'local'})`
  const flipped = flipPill(query, pill)
  const remove = () => onGesture(removePill(query, log.dataset, pill))
  const actions: readonly PillAction[] = [
    { words: 'Edit', key: 'Enter', run: () => setEditing({ isCopy: false }) },
    {
      words: mode === 'include' ? 'Exclude instead' : 'Include instead',
      key: 'n',
      run: () => flipped && onGesture(flipped),
    },
    {
      words: isOff ? 'Enable' : 'Disable',
      key: 'o',
      run: () => onGesture(switchPill(query, pill)),
    },
    { words: 'Duplicate, then edit', key: 'd', run: () => setEditing({ isCopy: true }) },
    { words: 'Remove', key: 'Delete', run: remove },
  ]
  function apply(changed: LocalGroup, isCopy: boolean) {
    setEditing(undefined)
    const next = withLocalFilters(query, pill, (filters) =>
      isCopy
        ? changed.reduce<readonly LocalFilter[]>(addLocalFilter, filters)
        : replaceLocalFilters(filters, group, changed),
    )
    onGesture({ next, focus: toLocalKey(changed, isOff) })
  }
  const editor = editing && (
    <GroupEditor
      key={String(editing.isCopy)}
      log={log}
      from={group}
      exits={editing.isCopy ? {} : { onRemove: remove }}
      onApply={(changed) => apply(changed, editing.isCopy)}
    />
  )
  const label = `${editing?.isCopy ? 'Copy of' : 'Edit'} local filter: ${toVisibleText(words.sentence)}`
  return (
    <PillFrame
      pill={pill}
      sentence={sentence}
      note={[`It applies to the ${count} loaded entries; the API is not asked.`, warning]
        .filter(Boolean)
        .join('\n')}
      actions={actions}
      panel={editor ? { label, editor } : undefined}
      onPanel={(isOpen) => setEditing(isOpen ? { isCopy: false } : undefined)}
    >
      <LocalPillFace pill={pill} log={log} />
    </PillFrame>
  )
}
