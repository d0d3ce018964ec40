/**
 * Other entries about the resource of an entry: those with its resource id, and those of the API's history endpoint,
 * which finds them by URI and reports how reliable they are.
 */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  compareResources,
  isCollectionCall,
  type ResourceComparison,
} from '../../../query/change/compare-resources.ts'
import {
  type EntryHistory,
  findHistoryRequest,
  type HistoryStatus,
  historyDays,
  historyQuery,
  smallListQuery,
} from '../../api/auxiliary-queries.ts'
import type { FetchedPage } from '../../api/fetch-page.ts'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { EntryView } from '../entry/entry-view.ts'
import { SectionHeading } from '../fields/field-table.tsx'
import { PanelNote, PanelWarning } from '../fields/panel-note.tsx'
import { BeforeState } from './before-state.tsx'
import { EntryList, toReference } from './entry-list.tsx'
import { ListFailure } from './list-failure.tsx'
import { findResourceRelation } from './list-relations.ts'

const labels: Record<HistoryStatus, string> = {
  exact: 'Exact: found by the same URI.',
  approximate: 'Approximate: found by product and type, not by the URI.',
  unavailable: 'Unavailable: the entry has too little to find related ones by.',
}

const marks: Record<ResourceComparison, string | undefined> = {
  same: undefined,
  other: 'of another resource',
  unknown: 'perhaps of another resource',
}

/** Renders the comparison with the previous state, and both lists, or one if they are the same. */
export function ResourceHistory({ entry, view }: { entry: unknown; view: EntryView }) {
  const { dataset, scope, id, time } = view
  const request = useMemo(
    () => findHistoryRequest(dataset, scope, id, time),
    [dataset, scope, id, time],
  )
  const relation = useMemo(
    () => findResourceRelation(dataset, scope, entry, time, historyDays),
    [dataset, scope, entry, time],
  )
  const history = useQuery(historyQuery(request))
  const byId = useQuery(smallListQuery(relation?.request))
  const historyPage = history.data?.page
  const pages = useMemo(
    () => [byId.data, historyPage].filter((page) => page !== undefined && page !== null),
    [byId.data, historyPage],
  )
  const isLoaded = !history.isLoading && !byId.isLoading
  const toMark = (other: unknown) => marks[compareResources(dataset, entry, other)]
  return (
    <section className="flex flex-col gap-2">
      <SectionHeading>History of this resource</SectionHeading>
      {!request && <PanelNote>Without an id and a time, an entry has no history.</PanelNote>}
      {!isLoaded && <PanelNote>Loading…</PanelNote>}
      {isLoaded && pages.length > 0 && <BeforeState pages={pages} entry={entry} view={view} />}
      {relation && (
        <h4 className="flex items-center gap-2 px-2 text-xs">
          <span className="min-w-0 truncate font-medium">
            Same resource id, <VisibleText text={relation.value} />
          </span>
          <Button size="xs" variant="ghost" onClick={() => view.openQuery(relation.query)}>
            Open in explorer
          </Button>
        </h4>
      )}
      {byId.error && <ListFailure error={byId.error} onRetry={byId.refetch} />}
      {byId.data && (
        <>
          <EntryList
            label="Entries with this resource id"
            page={byId.data}
            view={view}
            toMark={toMark}
          />
          <HistoryRange hasMore={byId.data.nextCursor !== undefined} />
        </>
      )}
      {history.error && <ListFailure error={history.error} onRetry={history.refetch} />}
      {history.data && (
        <ApiHistory
          history={history.data}
          entry={entry}
          view={view}
          byId={byId.data ?? undefined}
          toMark={toMark}
        />
      )}
    </section>
  )
}

function ApiHistory({
  history: { status, page, hasMore },
  entry,
  view,
  byId,
  toMark,
}: {
  history: EntryHistory
  entry: unknown
  view: EntryView
  byId: FetchedPage | undefined
  toMark: (other: unknown) => string | undefined
}) {
  const entries = page?.entries ?? []
  const isSameAsById = byId !== undefined && toIds(view, entries) === toIds(view, byId.entries)
  const others = entries.filter((other) => toMark(other) !== undefined)
  return (
    <>
      <h4 className="px-2 font-medium text-xs">
        Cloudflare’s change history{isSameAsById && ': same entries'}
      </h4>
      <PanelNote>{status ? labels[status] : 'Cloudflare did not say how exact it is.'}</PanelNote>
      {status === 'exact' && isCollectionCall(view.dataset, entry) && (
        <PanelWarning>
          Sent to a collection URL, so unrelated entries are listed; they are marked.
        </PanelWarning>
      )}
      {others.length > 0 && (
        <PanelWarning>
          {`${others.length} of ${entries.length} entries may be of other resources; they are marked.`}
        </PanelWarning>
      )}
      {page && entries.length > 0 && !isSameAsById && (
        <EntryList label="Cloudflare’s change history" page={page} view={view} toMark={toMark} />
      )}
      {page && !isSameAsById && <HistoryRange hasMore={hasMore} />}
    </>
  )
}

function HistoryRange({ hasMore }: { hasMore: boolean }) {
  return (
    <PanelNote>
      {`${historyDays.back} days before to ${historyDays.ahead} days after this entry${hasMore ? '; only the newest 100 are listed.' : '.'}`}
    </PanelNote>
  )
}

function toIds({ dataset }: EntryView, entries: readonly unknown[]): string {
  return entries.map((entry) => toReference(dataset, entry).id).join(' ')
}
