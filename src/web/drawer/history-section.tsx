/** What else happened to the resource of an entry, and what it was before, as far as the API tells. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { findEntryText } from '../../cloudflare/page.ts'
import { toFailureDetail, toFailureWords } from '../api/api-failure.ts'
import {
  type EntryHistory,
  findHistoryRequest,
  findInsightLogRequest,
  type HistoryStatus,
  historyDays,
  historyQuery,
  smallListQuery,
} from '../api/companion-queries.ts'
import type { FetchedPage } from '../api/fetch-page.ts'
import { BodyDiff } from './body-diff.tsx'
import type { BodySource } from './body-source.ts'
import { createTextReader } from './create-text-reader.ts'
import { EntryList } from './entry-list.tsx'
import type { EntryView } from './entry-view.ts'
import { SectionHeading } from './field-table.tsx'
import { findPreviousState } from './find-previous-state.ts'
import { PanelNote } from './panel-note.tsx'

const labels: Record<HistoryStatus, string> = {
  exact: 'Exact: the API found these by the same URI.',
  approximate:
    'Approximate: the API found no URI, and lists what happened to things of the same product and type.',
  unavailable: 'Unavailable: the API has too little to tell what else happened to this resource.',
}

/** Draws the history that the dataset of the entry has; nothing where there is none. */
export function HistorySection({ entry, view }: { entry: unknown; view: EntryView }) {
  if (view.dataset.history === 'resource') {
    return <ResourceHistory entry={entry} view={view} />
  }
  return view.dataset.history === 'insight' ? <InsightLog entry={entry} view={view} /> : null
}

function ResourceHistory({ entry, view }: { entry: unknown; view: EntryView }) {
  const { scope, id, time } = view
  const request = useMemo(() => findHistoryRequest(scope, id, time), [scope, id, time])
  const { data, error, refetch } = useQuery(historyQuery(request))
  return (
    <section className="flex flex-col gap-2">
      <SectionHeading>History of this resource</SectionHeading>
      {!request && (
        <PanelNote>An entry without an id and a time of the usual form has no history.</PanelNote>
      )}
      {request && !data && !error && <PanelNote>Asking…</PanelNote>}
      {error && <Failure error={error} onRetry={refetch} />}
      {data && <FoundHistory history={data} entry={entry} view={view} />}
    </section>
  )
}

function FoundHistory({
  history: { status, page, hasMore },
  entry,
  view,
}: {
  history: EntryHistory
  entry: unknown
  view: EntryView
}) {
  const entries = page?.entries ?? []
  return (
    <>
      <PanelNote>
        {status ? labels[status] : 'The API did not say how well it knows this resource.'}
      </PanelNote>
      {page && <BeforeState page={page} entry={entry} view={view} isExact={status === 'exact'} />}
      {entries.length > 0 && (
        <EntryList label="History of this resource" entries={entries} view={view} />
      )}
      {page && (
        <PanelNote>
          {`${historyDays.back} days before to ${historyDays.ahead} days after this entry${hasMore ? '; the API has more than the 100 newest of them.' : '.'}`}
        </PanelNote>
      )}
    </>
  )
}

function BeforeState({
  page,
  entry,
  view,
  isExact,
}: {
  page: FetchedPage
  entry: unknown
  view: EntryView
  isExact: boolean
}) {
  const previous = useMemo(() => findPreviousState(entry, page.entries), [entry, page])
  const text = previous && findEntryText(page, page.entries.indexOf(previous.entry))
  const sources = useMemo(() => {
    const before = text === undefined ? undefined : createTextReader(text)(previous?.path ?? [])
    const after = view.readText(previous?.path ?? [])
    if (!previous || before === undefined || after === undefined) return undefined
    const toSource = (body: string): BodySource => ({
      form: 'json',
      text: body,
      path: previous.path,
      isInText: false,
    })
    return { before: toSource(before), after: toSource(after) }
  }, [text, previous, view.readText])
  if (!previous || !sources) {
    return <PanelNote>No earlier entry of it has a body to compare this one with.</PanelNote>
  }
  return (
    <section aria-label="Compared with the change before">
      <PanelNote>
        {previous.what} now, beside the entry before it
        {isExact ? '.' : '; that one may be of another resource.'}
      </PanelNote>
      <BodyDiff before={sources.before} after={sources.after} />
    </section>
  )
}

function InsightLog({ entry, view }: { entry: unknown; view: EntryView }) {
  const issueId = toIssueId(entry)
  const request = useMemo(() => findInsightLogRequest(view.scope, issueId), [view.scope, issueId])
  const { data, error, refetch } = useQuery(smallListQuery(request))
  return (
    <section className="flex flex-col gap-2">
      <SectionHeading>Log of this insight</SectionHeading>
      {!request && <PanelNote>An entry without an insight id has no log of its own.</PanelNote>}
      {request && data === undefined && !error && <PanelNote>Asking…</PanelNote>}
      {error && <Failure error={error} onRetry={refetch} />}
      {data && <EntryList label="Log of this insight" entries={data.entries} view={view} />}
      {data?.nextCursor !== undefined && <PanelNote>The API has more than these 100.</PanelNote>}
    </section>
  )
}

function toIssueId(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null || !Object.hasOwn(entry, 'issue_id')) return ''
  const id: unknown = Reflect.get(entry, 'issue_id')
  return typeof id === 'string' ? id : ''
}

/** A failed request for a small list, in a sentence, with another try. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { title, explanation } = toFailureWords(toFailureDetail(error))
  return (
    <div role="alert" className="px-2 text-xs">
      {title}. {explanation}{' '}
      <button type="button" className="cursor-pointer underline" onClick={() => onRetry()}>
        Retry
      </button>
    </div>
  )
}
