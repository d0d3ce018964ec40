/** The middle of the page: the rows, or a notice while there are none. */
import { type ReactNode, Suspense, useMemo } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { setHiddenSources } from '../../../query/address/hidden-sources.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { LogQuery, Source } from '../../../query/log-query.ts'
import { addRequired, type RequiredFilter } from '../../../query/required/required-filter.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { listWiderRanges } from '../../../query/time/wider-ranges.ts'
import type { Find } from '../../find/use-find.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import type { RuleState } from '../../rules/rule-state.ts'
import { countHidden, type SearchState } from '../../search/engine/search-state.ts'
import type { Reported } from '../../search/report/use-report.ts'
import { BackoffNotice } from '../../search/screen/backoff-notice.tsx'
import { type SearchSession, showView } from '../../search/session/search-session.ts'
import { toEntryReference } from '../../store/to-entry-reference.ts'
import { EntryTable } from '../../table/entry-table.tsx'
import { findTimeParts } from '../../ui/text/time-text.ts'
import { useMedia } from '../../ui/use-media.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { FailureNotice } from '../notices/failure-notice.tsx'
import { ProblemNotice } from '../notices/problem-notice.tsx'
import type { PairsControl } from '../pairs/use-pairs.ts'
import type { OnlyValue } from '../required/only-value.ts'
import { EndNotice } from './end-notice.tsx'
import type { Unasked } from './find-unasked.ts'
import { getGridPosition } from './grid-positions.ts'
import { UnaskedNotice } from './unasked-notice.tsx'
import type { Selection } from './use-selection.ts'

const EmptyResult = lazyPart(() =>
  import('./empty-result.tsx').then((module) => module.EmptyResult),
)

const ChooseLogsPane = lazyPart(() =>
  import('../sources/choose-logs-pane.tsx').then((module) => module.ChooseLogsPane),
)

const RequiredFilterPane = lazyPart(() =>
  import('../required/required-filter-pane.tsx').then((module) => module.RequiredFilterPane),
)

const noEndWords = 'The API did not show an end.'

/** A search as the explorer shows it. */
export type ShownSearch = {
  control: LogQueryControl
  dataset: Dataset
  session: SearchSession | undefined
  state: SearchState
  /** The index of the entry in the drawer. */
  openIndex: number | undefined
  selection: Selection
  /** The required filter that the query lacks; then nothing was asked. */
  missing: RequiredFilter | undefined
  /** How pairs of entries are shown; absent where no two logs record the same events. */
  pairs: PairsControl | undefined
  /** Why a timeline asks for nothing. */
  unasked: Unasked | undefined
  /** Saves and prints a receipt, where nothing was found. */
  absence: ReactNode
  /** What the completeness report is made of, once the time range is known. */
  reported: Reported | undefined
  /** Sets that filter because the list has only one value. */
  onOnly: (only: OnlyValue) => void
}

/** Draws the result of a search in any of its states. */
export function ResultPane({
  search: {
    control,
    dataset,
    session,
    state,
    openIndex,
    selection,
    missing,
    unasked,
    absence,
    reported,
    pairs,
    onOnly,
  },
  find,
  findings,
}: {
  search: ShownSearch
  find: Find
  findings: RuleState
}) {
  const onLoadMore = () => session?.search.loadMore()
  const { query, screen, timeRange, setQuery, openEntry, refresh } = control
  const { selectedRows } = selection
  const { hitSet: hits, hitIndex } = find
  const isNarrow = useMedia('(max-width: 699.98px)')
  const timeZone = screen.timeZone ?? 'UTC'
  const marks = useMemo(
    () => ({ openIndex, selectedRows, hits, hitIndex }),
    [openIndex, selectedRows, hits, hitIndex],
  )
  if (missing) {
    return (
      <div className="min-h-0 flex-1 overflow-y-auto bg-kumo-base px-4 pb-4">
        <Suspense>
          <RequiredFilterPane
            key={missing.wireName}
            parameter={missing}
            scope={query.scope}
            onChoose={(values) => setQuery(addRequired(query, missing, values))}
            onOnly={onOnly}
          />
        </Suspense>
      </div>
    )
  }
  if (query.sources?.length === 0) {
    return (
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
        <Suspense>
          <ChooseLogsPane query={query} onQuery={setQuery} />
        </Suspense>
      </div>
    )
  }
  if (unasked) return <UnaskedNotice unasked={unasked} query={query} onQuery={setQuery} />
  if (!session || (state.loaded === 0 && state.status === 'loading' && !state.firstEntries)) {
    return (
      <div className="flex flex-1 items-start justify-center gap-2 bg-kumo-base pt-16 text-kumo-strong">
        <span
          aria-hidden
          hidden={state.backoff !== undefined}
          className="mt-0.5 size-4 animate-spin rounded-full border-2 border-kumo-line border-t-kumo-strong"
        />
        {session && state.backoff ? (
          <BackoffNotice
            backoff={state.backoff}
            now={session.now}
            onRetryNow={session.search.retryNow}
          />
        ) : (
          'Loading the first entries…'
        )}
      </div>
    )
  }
  if (state.loaded === 0 && state.failure) {
    return (
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
        <FailureNotice
          failure={state.failure}
          onRetry={onLoadMore}
          isLarge
          permission={dataset.scopes.find(({ kind }) => kind === query.scope.kind)?.permission}
        />
      </div>
    )
  }
  if (state.viewFailure) {
    return (
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
        <FailureNotice
          failure={state.viewFailure}
          onRetry={() => showView(session, query, pairs?.view)}
          isLarge
        />
      </div>
    )
  }
  const widerRanges = timeRange ? listWiderRanges(timeRange) : []
  const isEmpty =
    state.status === 'finished' && (state.loaded === 0 || hasNoMatch(state, query, pairs))
  if (isEmpty && state.verdict !== 'complete' && !query.sources) {
    return (
      <div className="flex-1 overflow-auto">
        <ProblemNotice
          title="There may be entries that the API did not return"
          messages={[state.reason ?? noEndWords]}
          action="Refresh"
          onAction={refresh}
        />
        <Suspense>{absence}</Suspense>
      </div>
    )
  }
  if (isEmpty) {
    return (
      <div className="flex-1 overflow-auto">
        <Suspense>
          <EmptyResult
            dataset={dataset}
            query={query}
            reported={reported}
            now={session.now}
            sources={state.sources}
            doubt={state.verdict === 'complete' ? undefined : (state.reason ?? noEndWords)}
            widerRanges={widerRanges}
            onQuery={setQuery}
          />
          {absence}
        </Suspense>
      </div>
    )
  }
  return (
    <EntryTable
      key={`${session.key} ${isNarrow ? 'cards' : 'lines'}`}
      dataset={dataset}
      form={isNarrow ? 'card' : screen.entry ? 'sentence' : 'cells'}
      hiddenYear={timeRange && findYear(timeRange, timeZone)}
      list={{
        store: session.store,
        size: state.firstEntries?.length ?? state.shown,
        loaded: state.loaded,
        firstEntries: state.firstEntries,
        revision: state.revision,
        rulesVersion: findings.version,
        quietRevision: state.quietRevision,
        position: getGridPosition(session),
        isWhole: state.status === 'finished' && state.verdict === 'complete',
      }}
      timeZone={timeZone}
      marks={marks}
      pairs={pairs?.shown}
      onTogglePair={pairs?.toggle}
      onSelect={selection.select}
      onOpen={(entry) => openEntry(toEntryReference(entry), entry.row)}
      onNearEnd={() => session.search.loadOnScroll()}
      endNotice={
        <>
          <EndNotice
            state={state}
            onLoadMore={onLoadMore}
            hidesLogs={query.hiddenSources !== undefined || isOfOneLog(pairs)}
            hasLocalFilters={query.localFilters.length > 0}
            widerRanges={widerRanges}
            onRange={(range) => setQuery({ ...query, timeRange: { kind: 'relative', range } })}
            onShowAll={() => setQuery(showAllLoaded(query, control.moment.unasked))}
          />
          {state.status === 'finished' && state.shown === 0 && <Suspense>{absence}</Suspense>}
        </>
      }
    />
  )
}

/**
 * Whether filters that no API applies hide everything that was loaded, as those by the roles of a timeline can: the reader
 * has set no local filter, and has hidden no log.
 */
function hasNoMatch(
  state: SearchState,
  { localFilters, hiddenSources }: LogQuery,
  pairs: PairsControl | undefined,
): boolean {
  const isByReader = localFilters.length > 0 || hiddenSources !== undefined || isOfOneLog(pairs)
  return state.shown === 0 && countHidden(state) > 0 && !isByReader
}

/** Whether the list shows only the events that one of two logs has. */
function isOfOneLog(pairs: PairsControl | undefined): boolean {
  return pairs?.view.shown === 'only-first' || pairs?.view.shown === 'only-second'
}

/** The query without local filters, and with the hidden logs that are loaded. */
function showAllLoaded(query: LogQuery, unasked: readonly string[] = []): LogQuery {
  const isUnasked = (source: Source) => unasked.includes(formatSource(source))
  return { ...setHiddenSources(query, isUnasked), localFilters: [] }
}

/** The year of all instants of a range in a zone; `undefined` for a range in several years. */
function findYear({ since, before }: ResolvedTimeRange, timeZone: string): string | undefined {
  const [first, last] = [since, before].map((instant) => {
    return findTimeParts(instant, timeZone)?.date.slice(0, 4)
  })
  return first === last ? first : undefined
}
