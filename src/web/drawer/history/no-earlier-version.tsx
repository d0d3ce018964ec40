/** Says that a log has no earlier version of a resource, and offers the log that records values before and after. */
import { readRoleText } from '../../../catalog/roles.ts'
import { Button } from '../../ui/button.tsx'
import type { EntryView } from '../entry/entry-view.ts'
import { PanelNote } from '../fields/panel-note.tsx'
import { findLogWithValues, toValuesQuery } from './find-log-with-values.ts'

/** Renders the note, and the button if there is such a log and the entry has a time and a resource id. */
export function NoEarlierVersion({ entry, view }: { entry: unknown; view: EntryView }) {
  const { dataset, scope, time } = view
  const other = findLogWithValues(dataset, scope)
  const id = readRoleText(dataset, entry, 'resourceId')
  const query = other && id !== undefined ? toValuesQuery(other, scope, id, time) : undefined
  return (
    <div className="flex items-center gap-2">
      <PanelNote>No earlier version found in {dataset.shortTitle}.</PanelNote>
      {other && query && (
        <Button size="xs" variant="secondary" onClick={() => view.openQuery(query)}>
          Look in {other.shortTitle}
        </Button>
      )}
    </div>
  )
}
