/** The tab with all values of an entry, by group, with the labels of the catalog. */
import { type ReactNode, useMemo } from 'react'
import type { Group } from '../../../catalog/fields.ts'
import type { EntryView } from '../entry/entry-view.ts'
import { listFields } from '../entry/list-fields.ts'
import { FieldTable } from './field-table.tsx'

const headings: Record<Group, string> = {
  action: 'Action',
  actor: 'Actor',
  resource: 'Resource',
  request: 'Request',
  zone: 'Zone',
  account: 'Account',
  change: 'What was sent and changed',
  entry: 'Entry',
  time: 'Time',
}

/** Renders `children`, the declared fields, recorded or not, and then all other values. */
export function OverviewPanel({
  entry,
  view,
  children,
}: {
  entry: unknown
  view: EntryView
  children?: ReactNode
}) {
  const { groups, others } = useMemo(() => listFields(view.dataset, entry), [view.dataset, entry])
  return (
    <div className="flex flex-col gap-4">
      {children}
      {groups.map(({ group, fields }) => (
        <FieldTable key={group} heading={headings[group]} fields={fields} view={view} />
      ))}
      <FieldTable heading="Other fields" fields={others} view={view} />
    </div>
  )
}
