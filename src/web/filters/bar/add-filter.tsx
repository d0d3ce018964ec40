/** The button and the shortcut `f` that add a filter: the user chooses a parameter, then its values. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { useRef, useState } from 'react'
import { addLocalFilter } from '../../../query/local-filters.ts'
import type { Filter, LocalFilter, LogQuery } from '../../../query/log-query.ts'
import { useCommand } from '../../first-load/use-command.ts'
import { usePreferences } from '../../preferences/preferences.ts'
import { Panel } from '../../ui/panel.tsx'
import type { EditedLog } from '../draft/edited-log.ts'
import { parseEntryPath } from '../draft/entry-path.ts'
import type { DraftChange } from '../draft/filter-draft.ts'
import { FilterEditor } from '../editor/filter-editor.tsx'
import { GroupEditor } from '../editor/group-editor.tsx'
import type { Subject } from '../editor/list-matching-subjects.ts'
import { SubjectList } from '../editor/subject-list.tsx'
import { getAddedPillKey, type PillGesture } from '../pills/pill-gestures.ts'
import { AddFilterFace } from './add-filter-face.tsx'

export function AddFilter({
  log,
  query,
  onGesture,
}: {
  log: EditedLog
  query: LogQuery
  onGesture: (gesture: PillGesture) => void
}) {
  const [isOpen, setIsOpen] = useState(false)
  const { timeZone = 'UTC' } = usePreferences()
  const [subject, setSubject] = useState<Subject | undefined>()
  /** The initial text of the list: what was typed before it had loaded. */
  const [initialText, setInitialText] = useState('')

  // After closing, the focus returns to the element that had it at the key press. `false` after adding a filter:
  // the new pill takes the focus.
  const focusAfter = useRef<HTMLElement | boolean>(true)

  useCommand('add-filter', (typed) => {
    const { activeElement, body } = document
    toggle(true)
    setInitialText(typed)
    if (activeElement instanceof HTMLElement && activeElement !== body)
      focusAfter.current = activeElement
  })

  function toggle(next: boolean) {
    if (next) setSubject(undefined)
    setInitialText('')
    if (next) focusAfter.current = true
    setIsOpen(next)
  }

  function apply({ filters = query.filters, localFilters }: Partial<DraftChange>) {
    setIsOpen(false)
    focusAfter.current = false
    const locals = (localFilters ?? []).reduce(addLocalFilter, query.localFilters)
    const next = { ...query, filters, localFilters: locals }
    onGesture({ next, focus: getAddedPillKey(query, next, log.dataset) })
  }

  const exits = { onBack: () => setSubject(undefined) }
  return (
    <Popover.Root open={isOpen} onOpenChange={toggle}>
      <Popover.Trigger
        data-add-filter
        aria-keyshortcuts="f"
        title="Add a filter from the list of all fields"
        render={<AddFilterFace />}
      />
      <Panel label="Add filter" className="w-104" finalFocus={() => focusAfter.current}>
        {!subject && <SubjectList log={log} initialText={initialText} onChoose={setSubject} />}
        {subject?.parameter && (
          <FilterEditor
            log={log}
            parameter={subject.parameter}
            filters={query.filters}
            {...toValueFilter(subject)}
            exits={exits}
            onApply={apply}
          />
        )}
        {subject && !subject.parameter && (
          <GroupEditor
            log={log}
            from={[toNewFilter(subject, timeZone)]}
            exits={exits}
            onApply={(localFilters) => apply({ localFilters })}
          />
        )}
      </Panel>
    </Popover.Root>
  )
}

/** The initial filter of the editor when a value was chosen from the list. */
function toValueFilter({ parameter, value }: Subject) {
  if (!parameter || value === undefined) return {}
  const filter: Filter = { parameter: parameter.wireName, mode: 'include', values: [value] }
  return { from: { filter, isCopy: true } }
}

function toNewFilter({ name, whole }: Subject, timeZone: string): LocalFilter {
  if (whole === 'rule') return { kind: 'rule', mode: 'include', rule: '' }
  if (whole === 'text') return { kind: 'text', mode: 'include', text: '' }
  if (whole === 'hours') {
    const hours = `mon-fri 07:00-19:00${timeZone === 'UTC' ? '' : ` ${timeZone}`}`
    return { kind: 'hours', mode: 'exclude', hours }
  }
  const pointer = parseEntryPath(name).pointer ?? ''
  return { kind: 'field', pointer, mode: 'include', text: '', isExact: false }
}
