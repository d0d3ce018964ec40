/** The page that does the work: reads the address, runs the search, and lays out bar, table and drawer. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { getDataset } from '../../catalog/index.ts'
import { toFailureDetail } from '../api/api-failure.ts'
import { statusQuery, toProxyNow } from '../api/status-query.ts'
import { setPreferences } from '../preferences/preferences.ts'
import { AppHeader } from './app-header.tsx'
import { DrawerPane } from './drawer-pane.tsx'
import { FailureNotice } from './failure-notice.tsx'
import { QueryControls } from './query-controls.tsx'
import { ResultPane } from './result-pane.tsx'
import { StatusBar } from './status-bar.tsx'
import { type LogQueryControl, useLogQuery } from './use-log-query.ts'
import { useOpenEntry } from './use-open-entry.ts'
import { useSearch } from './use-search.ts'

/** The explorer at the current address; its caller has checked that the path is a dataset's. */
export function ExplorerPage() {
  const status = useQuery(statusQuery)
  const clock = status.data
  const getNow = useMemo(() => clock && (() => toProxyNow(clock)), [clock])
  const control = useLogQuery(getNow)
  if (status.error) {
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
  return control && <Explorer control={control} dataset={getDataset(control.query.dataset)} />
}

function Explorer({ control, dataset }: { control: LogQueryControl; dataset: Dataset }) {
  const { query, screen, timeRange, searchKey } = control
  const timeZone = screen.timeZone ?? 'UTC'
  const { session, state } = useSearch(query, timeRange, searchKey)
  const search = session?.search
  const loadMore = useCallback(() => search?.loadMore(), [search])
  const opened = useOpenEntry(
    dataset,
    query,
    screen.entry,
    session?.store,
    state.loaded,
    state.status !== 'loading',
  )
  const { pathname } = window.location
  useEffect(() => {
    setPreferences({ lastPath: pathname })
    document.title = `${dataset.title} · Gumshoe`
  }, [pathname, dataset])

  return (
    <div className="flex h-full flex-col">
      <QueryControls control={control} dataset={dataset} store={session?.store} />
      <main className="relative flex min-h-0 flex-1">
        <h1 className="sr-only">{dataset.title}</h1>
        <ResultPane
          control={control}
          dataset={dataset}
          session={session}
          state={state}
          openIndex={opened.status === 'found' ? opened.open.index : undefined}
          onLoadMore={loadMore}
        />
        <DrawerPane
          control={control}
          dataset={dataset}
          opened={opened}
          store={session?.store}
          size={state.loaded}
          onLoadMore={loadMore}
        />
      </main>
      <StatusBar state={state} timeRange={timeRange} timeZone={timeZone} onContinue={loadMore} />
    </div>
  )
}
