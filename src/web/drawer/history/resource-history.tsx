/**
 * Other entries about the resource of an entry: those with its resource id, and those of the API's history endpoint,
 * which finds them by URI and reports how reliable they are.
 */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
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
import { compareResources, isCollectionCall, type ResourceComparison } from './compare-resources.ts'
import { EntryList, toReference } from './entry-list.tsx'
import { ListFailure } from './list-failure.tsx'
import { findResourceRelation } from './list-relations.ts'

const labels: Record<HistoryStatus, string> = {
  exact: 'The API calls this exact: it found these entries by the same URI.',
  approximate:
    'The API calls this approximate: it found no URI, and lists what happened to things of the same product and type.',
  unavailable:
    'The API calls this unavailable: it has too little to tell what else happened to this resource.',
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
      {!request && (
        <PanelNote>An entry without an id and a time of the usual form has no history.</PanelNote>
      )}
      {!isLoaded && <PanelNote>Asking…</PanelNote>}
      {isLoaded && pages.length > 0 && <BeforeState pages={pages} entry={entry} view={view} />}
      {relation && (
        <h4 className="flex items-center gap-2 px-2 text-xs">
          <span className="min-w-0 truncate font-medium">
            By its resource id, <VisibleText text={relation.value} />
          </span>
          <Button size="xs" variant="ghost" onClick={() => view.openQuery(relation.query)}>
            Open as a query
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
      <h4 className="px-2 font-medium text-xs">As the API’s own history tells it</h4>
      <PanelNote>
        {status ? labels[status] : 'The API did not say how well it knows this resource.'}
        {isSameAsById && ' They are the same as above.'}
      </PanelNote>
      {status === 'exact' && isCollectionCall(view.dataset, entry) && (
        <PanelWarning>
          But this call went to the URI of a collection, where everything of this kind is made. So
          this list has what anybody sent there, and not what was done to this resource later.
        </PanelWarning>
      )}
      {others.length > 0 && (
        <PanelWarning>
          {`${others.length} of ${entries.length} entries are not known to be of this resource; they are marked.`}
        </PanelWarning>
      )}
      {page && entries.length > 0 && !isSameAsById && (
        <EntryList label="History as the API tells it" page={page} view={view} toMark={toMark} />
      )}
      {page && !isSameAsById && <HistoryRange hasMore={hasMore} />}
    </>
  )
}

function HistoryRange({ hasMore }: { hasMore: boolean }) {
  return (
    <PanelNote>
      {`${historyDays.back} days before to ${historyDays.ahead} days after this entry${hasMore ? '; the API has more than the 100 newest of them.' : '.'}`}
    </PanelNote>
  )
}

function toIds({ dataset }: EntryView, entries: readonly unknown[]): string {
  return entries.map((entry) => toReference(dataset, entry).id).join(' ')
}
