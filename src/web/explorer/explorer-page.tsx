/** The explorer page: reads the address, runs the search, and lays out controls, table and drawer. */
import { useQuery } from '@tanstack/react-query'
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useLocation } from 'react-router'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { getDataset } from '../../catalog/index.ts'
import { formatUrl } from '../../query/address/url-codec.ts'
import type { LogQuery } from '../../query/log-query.ts'
import {
  addRequired,
  findMissingFilter,
  type RequiredFilter,
} from '../../query/required/required-filter.ts'
import { toFailureDetail } from '../api/api-failure.ts'
import { toProxyNow } from '../api/proxy-clock.ts'
import { findServerClock } from '../api/server-timing.ts'
import { type ProxyStatus, statusQuery } from '../api/status-query.ts'
import { watchClock } from '../api/watch-clock.ts'
import { Deferred } from '../first-load/deferred.tsx'
import { useFirstLoad, useIsFirstLoadOver } from '../first-load/first-load.ts'
import { lazyPart } from '../first-load/lazy-part.tsx'
import { rememberScope } from '../preferences/preferences.ts'
import type { Reported } from '../search/report/use-report.ts'
import { useFollow } from '../search/session/use-follow.ts'
import { useSearch } from '../search/session/use-search.ts'
import { getNamesOf, getSharedNames, type SharedNames } from '../store/names/shared-names.ts'
import { NamesContext } from '../store/names/use-names.ts'
import { OriginsContext, useOriginsOf } from '../store/origins/entry-origins.ts'
import type { OpenedAddress } from './address/open-address.ts'
import { toOverviewHash } from './address/overview-hash.ts'
import { toReachedRange } from './address/to-reached-range.ts'
import { type LogQueryControl, useLogQuery } from './address/use-log-query.ts'
import { useUndo } from './address/use-undo.ts'
import { AppHeader } from './controls/app-header.tsx'
import { DeferredControls } from './controls/deferred-controls.tsx'
import { CompareButton } from './entry/compare-button.tsx'
import { CompareLayer } from './entry/compare-layer.tsx'
import { createRowProofs } from './entry/create-row-proofs.ts'
import { useCompare } from './entry/use-compare.ts'
import { useOpenEntry } from './entry/use-open-entry.ts'
import { FailureNotice } from './notices/failure-notice.tsx'
import { usePairs } from './pairs/use-pairs.ts'
import { PivotProvider } from './pivot/pivot-provider.tsx'
import { OnlyValueNote } from './required/only-value-note.tsx'
import { findUnasked } from './result/find-unasked.ts'
import { getGridPosition } from './result/grid-positions.ts'
import { ResultArea } from './result/result-area.tsx'
import { SkipLink } from './result/skip-link.tsx'
import { StatusFrame } from './result/status-frame.tsx'
import { countIgnoredFilters } from './result/status-words.ts'
import { useSelection } from './result/use-selection.ts'
import { useTableKeys } from './result/use-table-keys.ts'

const ExportButton = lazyPart(() =>
  import('./share/export-button.tsx').then(({ ExportButton }) => ExportButton),
)
const CopyNotice = lazyPart(() =>
  import('../ui/copy-notice.tsx').then(({ CopyNotice }) => CopyNotice),
)
const AbsenceReceipt = lazyPart(() =>
  import('./receipt/absence-receipt.tsx').then(({ AbsenceReceipt }) => AbsenceReceipt),
)
const StatusBar = lazyPart(() =>
  import('./result/status-bar.tsx').then(({ StatusBar }) => StatusBar),
)
const DrawerPane = lazyPart(() =>
  import('./entry/drawer-pane.tsx').then(({ DrawerPane }) => DrawerPane),
)

const statusCommands = ['export'] as const

/** The explorer at the current address, whose path has to name a dataset. */
export function ExplorerPage({
  firstAddress,
}: {
  /** The address that was opened before the app was loaded. */
  firstAddress: OpenedAddress | undefined
}) {
  const serverClock = findServerClock()
  // With the server's clock, the first row needs nothing from the status.
  const needsStatus = useIsFirstLoadOver() || !serverClock
  const status = useQuery({ ...statusQuery, enabled: needsStatus })
  const { refetch } = status
  useEffect(() => {
    if (needsStatus) return watchClock(() => void refetch())
  }, [needsStatus, refetch])
  const clock = status.data ?? serverClock
  const getNow = useMemo(() => clock && (() => toProxyNow(clock)), [clock])
  const control = useLogQuery(getNow, firstAddress)
  const origins = useOriginsOf(control?.query.sources)
  if (status.error && !status.data) {
    return (
      <div className="flex h-full flex-col">
        <AppHeader status={undefined} />
        <FailureNotice
          failure={toFailureDetail(status.error)}
          onRetry={() => status.refetch()}
          isLarge
        />
      </div>
    )
  }
  return (
    control && (
      <NamesContext value={getQueryNames(control.query)}>
        <OriginsContext value={origins}>
          <Explorer
            control={control}
            dataset={getDataset(control.query.dataset)}
            status={status.data}
            getNow={getNow}
          />
        </OriginsContext>
      </NamesContext>
    )
  )
}

/** A search without a time asks for nothing. */
const notAsked = {}

function Explorer({
  control: addressControl,
  dataset,
  status,
  getNow,
}: {
  control: LogQueryControl
  dataset: Dataset
  status: ProxyStatus | undefined
  /** The proxy's clock, once it is known. */
  getNow: (() => number) | undefined
}) {
  const requested = useUndo(addressControl)
  const { query, screen } = requested
  const timeZone = screen.timeZone ?? 'UTC'
  const missing = useMemo(() => findMissingFilter(query), [query])
  const unasked = useMemo(
    () => findUnasked(query, requested.moment.unasked),
    [query, requested.moment.unasked],
  )
  const isUnasked = missing !== undefined || unasked !== undefined
  const pairs = usePairs(requested.searchKey, screen.pairs)
  const { session, state } = useSearch(
    query,
    isUnasked ? notAsked : requested.moment,
    requested.searchKey,
    requested.askApi,
    getNow,
    pairs.view,
  )
  const [only, setOnly] = useState<{ address: string; words: string }>()
  const timeRange = useMemo(
    () => toReachedRange(requested.timeRange, state.reachesUntil),
    [requested.timeRange, state.reachesUntil],
  )
  const control = { ...requested, timeRange }
  const hasNoRow = state.backoff ?? (state.status === 'finished' || state.status === 'failed')
  useFirstLoad(isUnasked || (state.shown === 0 && Boolean(hasNoRow)))
  const search = session?.search
  const proofs = useMemo(() => session && createRowProofs(session), [session])
  const asked = requested.timeRange
  const reported = useMemo(
    (): Reported | undefined =>
      asked && timeRange && { query, asked, reached: timeRange, nowMs: getNow?.(), session },
    [query, asked, timeRange, getNow, session],
  )
  const selection = useSelection(session)
  const follow = useFollow(search, query.timeRange.kind === 'relative')
  const isFirstLoadOver = useIsFirstLoadOver()
  const compare = useCompare(query, session?.store, selection)
  const { pathname, hash } = useLocation()
  // A comparison or the overview covers the list, which cannot have the focus then.
  const isCovered = compare.entries !== undefined || toOverviewHash(hash) !== ''
  const skip = useTableKeys(session && !isCovered ? getGridPosition(session) : undefined)
  const loadMore = useCallback(() => search?.loadMore(), [search])
  const opened = useOpenEntry({
    query,
    reference: screen.entry,
    row: control.row,
    session,
    version: `${state.loaded} ${state.revision}`,
    isIdle: state.status !== 'loading',
  })
  useEffect(() => {
    document.title = `${dataset.title} · Gumshoe`
  }, [dataset])
  // The start page should return only to a scope that could be read.
  const isReadable = state.pages > 0
  const mode = status?.mode
  useEffect(() => {
    if (isReadable && mode) rememberScope(pathname, mode)
  }, [isReadable, pathname, mode])

  const exported = session &&
    reported && {
      ...{ control, dataset, session, state, reported },
      ...{ selectedRows: selection.selectedRows, version: status?.version ?? '' },
    }

  return (
    <PivotProvider control={control} dataset={dataset} loaded={state.loaded} proofs={proofs}>
      <div className="flex h-full flex-col">
        <SkipLink onSkip={skip} />
        <Deferred>
          <CopyNotice />
        </Deferred>
        <DeferredControls
          control={control}
          dataset={dataset}
          session={session}
          version={`${state.loaded} ${state.shown} ${state.revision}`}
          loaded={state.loaded}
          shown={state.shown + state.pairsShown}
          sources={state.sources}
          isEmpty={state.loaded === 0 && state.status === 'finished'}
          onLeave={skip}
        />
        {only?.address === formatUrl(query) && <OnlyValueNote words={only.words} />}
        <ResultArea
          search={{
            control,
            dataset,
            session,
            state,
            selection,
            openIndex: opened.status === 'found' ? opened.open.index : undefined,
            missing,
            unasked,
            absence: exported && <AbsenceReceipt exported={exported} />,
            reported,
            pairs: session?.hasPairs ? pairs : undefined,
            onOnly({ value, words }) {
              if (!missing) return
              const next = addRequired(query, missing, [value])
              setOnly({ address: formatUrl(next), words })
              // Back must not return to the page that would choose again.
              requested.setQuery(next, { replaces: true })
            },
          }}
          tools={<CompareButton compare={compare} />}
        >
          <Suspense>
            {(isFirstLoadOver || opened.status !== 'closed') && (
              <DrawerPane
                control={control}
                opened={opened}
                compare={compare}
                state={state}
                session={session}
                onLoadMore={loadMore}
              />
            )}
          </Suspense>
          <CompareLayer compare={compare} timeZone={timeZone} />
        </ResultArea>
        <StatusFrame
          state={state}
          direction={query.direction}
          session={session}
          ignoredCount={countIgnoredFilters(control.problems)}
          notAskedWords={unasked?.title ?? (missing && toMissingWords(missing))}
        >
          <Deferred commands={statusCommands}>
            <StatusBar
              state={state}
              session={session}
              reported={reported}
              query={query}
              timeRange={timeRange}
              timeZone={timeZone}
              // The clock of the demo may be fixed on purpose.
              clockAheadMs={mode === 'live' ? (status?.clockAheadMs ?? 0) : 0}
              follow={follow}
              isFromLink={control.isFromLink}
              askedBecause={control.moment.askedBecause}
              onAskAgain={control.refresh}
              exportButton={exported && <ExportButton key={session.key} {...exported} />}
            />
          </Deferred>
        </StatusFrame>
      </div>
    </PivotProvider>
  )
}

function toMissingWords({ valueList }: RequiredFilter): string {
  return `Nothing asked yet: the ${valueList.label} is missing`
}

/** The names of ids in the scope of the query, or in those of the sources of a timeline. */
function getQueryNames({ scope, sources }: LogQuery): SharedNames {
  return sources ? getNamesOf(sources.map((source) => source.scope)) : getSharedNames(scope)
}
