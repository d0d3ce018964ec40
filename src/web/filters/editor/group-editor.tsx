/** The editor of a group of local filters, by their kind. */
import type { LocalFilter } from '../../../query/log-query.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import type { EditorExits } from './editor-frame.tsx'
import { HoursEditor } from './hours-editor.tsx'
import { LocalEditor } from './local-editor.tsx'
import { RuleEditor } from './rule-editor.tsx'
import { TextEditor } from './text-editor.tsx'

export function GroupEditor({
  log,
  from: [first, ...others],
  ...editing
}: {
  log: EditedLog
  from: readonly [LocalFilter, ...LocalFilter[]]
  exits: EditorExits
  onApply: (group: readonly [LocalFilter, ...LocalFilter[]]) => void
}) {
  if (first.kind === 'text') return <TextEditor loaded={log.loaded} from={first} {...editing} />
  if (first.kind === 'hours') return <HoursEditor loaded={log.loaded} from={first} {...editing} />
  if (first.kind === 'rule') {
    return <RuleEditor loaded={log.loaded} from={[first, ...others]} {...editing} />
  }
  const fieldFilters = others.filter((filter) => filter.kind === 'field')
  return <LocalEditor log={log} from={[first, ...fieldFilters]} {...editing} />
}
