/** The history of an entry from the API: that of its resource, or the log of its insight. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { readRoleText } from '../../../catalog/roles.ts'
import { findInsightLogRequest, smallListQuery } from '../../api/auxiliary-queries.ts'
import type { EntryView } from '../entry/entry-view.ts'
import { SectionHeading } from '../fields/field-table.tsx'
import { PanelNote } from '../fields/panel-note.tsx'
import { EntryList } from './entry-list.tsx'
import { ListFailure } from './list-failure.tsx'
import { ResourceHistory } from './resource-history.tsx'

/** Renders the history that the dataset of the entry has; nothing without one. */
export function HistorySection({ entry, view }: { entry: unknown; view: EntryView }) {
  if (view.dataset.history === 'resource') {
    return <ResourceHistory entry={entry} view={view} />
  }
  return view.dataset.history === 'insight' ? <InsightLog entry={entry} view={view} /> : null
}

function InsightLog({ entry, view }: { entry: unknown; view: EntryView }) {
  const issueId = readRoleText(view.dataset, entry, 'resourceId') ?? ''
  const { dataset, scope } = view
  const request = useMemo(
    () => findInsightLogRequest(dataset, scope, issueId),
    [dataset, scope, issueId],
  )
  const { data, error, refetch } = useQuery(smallListQuery(request))
  return (
    <section className="flex flex-col gap-2">
      <SectionHeading>Log of this insight</SectionHeading>
      {!request && <PanelNote>An entry without an insight id has no log of its own.</PanelNote>}
      {request && data === undefined && !error && <PanelNote>Loading…</PanelNote>}
      {error && <ListFailure error={error} onRetry={refetch} />}
      {data && <EntryList label="Log of this insight" page={data} view={view} />}
      {data?.nextCursor !== undefined && <PanelNote>Only the newest 100 are listed.</PanelNote>}
    </section>
  )
}
