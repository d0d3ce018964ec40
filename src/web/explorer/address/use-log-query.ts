/**
 * The address bar as the one source of the query. The moment of a search is kept in the history
 * entry: Back shows the same search, a reload resolves anew.
 */
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import {
  formatUrl,
  type ParsedUrl,
  replaceScreen,
  type ScreenState,
} from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { fixMoment, isSameSearch, type Moment } from './address-search.ts'
import {
  createNow,
  forgetReload,
  type HistoryState,
  type Now,
  readHistoryState,
} from './history-state.ts'
import { type HistoryEntry, isOpenedAt, type OpenedAddress, openAddress } from './open-address.ts'

/** The query of the address, and the gestures that change it. */
export type LogQueryControl = ParsedUrl & {
  /** The fixed time range of this search; `undefined` until the proxy's clock is known. */
  timeRange: ResolvedTimeRange | undefined
  /** Changes with each search that has to be run. */
  searchKey: string
  /** When this search took place; a query that is gone back to shows the list of its moment. */
  moment: Partial<Moment>
  /** Whether a link with a fixed time range was opened, and nothing else asked since. */
  isFromLink: boolean
  /** The row of the open entry, where it was opened from a row. */
  row: number | undefined
  /** Runs another query; the open entry is closed unless it is to be kept. */
  setQuery: (next: LogQuery, options?: SetQueryOptions) => void
  setTimeZone: (timeZone: string) => void
  /** Sets the text to find in the loaded entries; an empty one is taken away. */
  setFind: (text: string) => void
  /** Opens an entry, from its row where it has one in the list. */
  openEntry: (entry: ScreenState['entry'], row?: number) => void
  closeEntry: () => void
  /** Runs the same query again, up to the moment. */
  refresh: () => void
}

/** How another query is run: now, unless it is an earlier one of a known moment. */
export type SetQueryOptions = { keepEntry?: boolean; moment?: Partial<Moment> | undefined }

/**
 * Reads the address; `undefined` when its path is no dataset's. `getNow` is the proxy's clock. `first` is the
 * address as it was opened before React ran.
 */
export function useLogQuery(
  getNow: (() => number) | undefined,
  first: OpenedAddress | undefined,
): LogQueryControl | undefined {
  const { pathname, search, state, key } = useLocation()
  const navigate = useNavigate()
  const opened = useOpenedAddress(getNow, first)
  const closedFrom = useRef('')

  const go = useCallback(
    ({ address, state }: HistoryEntry, replace: boolean) => navigate(address, { replace, state }),
    [navigate],
  )
  const setQuery = useCallback(
    (next: LogQuery, options: SetQueryOptions = {}) => {
      if (getNow) go(toQueryEntry(opened, state, next, options, createNow(getNow())), false)
    },
    [getNow, go, opened, state],
  )
  if (!opened) return undefined
  const { query, screen, moment, runKey } = opened
  const { opensEntry = false, row } = readHistoryState(state)
  const showScreen = (next: ScreenState, change: HistoryState, replace: boolean) =>
    go(
      {
        address: pathname + replaceScreen(search, next),
        state: { ...moment, ...change },
      },
      replace,
    )
  return {
    ...opened,
    timeRange: moment.timeRange,
    searchKey: runKey,
    isFromLink: moment.isFromLink ?? false,
    row,
    setQuery,
    // Going back from here would bring the old time zone back: closing has to replace instead.
    setFind(text) {
      const { find: _, ...rest } = screen
      showScreen(text === '' ? rest : { ...rest, find: text }, { row }, true)
    },
    setTimeZone: (timeZone) => showScreen({ ...screen, timeZone }, { row }, true),
    openEntry(entry, nextRow) {
      const isStep = screen.entry !== undefined
      const next = { row: nextRow, opensEntry: isStep ? opensEntry : true }
      showScreen({ ...screen, entry }, next, isStep)
    },
    closeEntry() {
      // A second Escape may come before the first has taken effect.
      if (closedFrom.current === key) return
      closedFrom.current = key
      const { entry: _, ...rest } = screen
      if (opensEntry) navigate(-1)
      else showScreen(rest, {}, true)
    },
    refresh() {
      if (!getNow) return
      const state = fixMoment(query, createNow(getNow()))
      go({ address: pathname + search, state }, true)
    },
  }
}

/** The history entry of another query. One that changes only what is shown stays at the moment of the search. */
export function toQueryEntry(
  opened: Pick<OpenedAddress, 'query' | 'screen'> | undefined,
  historyState: unknown,
  next: LogQuery,
  { keepEntry = false, moment: earlier }: SetQueryOptions,
  now: Now,
): HistoryEntry {
  const { entry, ...rest } = opened?.screen ?? {}
  const screen: ScreenState = keepEntry && entry ? { ...rest, entry } : rest
  const address = formatUrl(next, screen)
  const { timeRange, run, row } = readHistoryState(historyState)
  if (opened && timeRange && isSameSearch(opened.query, next)) {
    // Rows name entries in the list of one search.
    return { address, state: { timeRange, run, row: screen.entry && row } }
  }
  return { address, state: earlier?.timeRange ? earlier : fixMoment(next, now) }
}

/** Opens the address of each history entry once, and writes its moment there. */
function useOpenedAddress(
  getNow: (() => number) | undefined,
  first: OpenedAddress | undefined,
): OpenedAddress | undefined {
  const location = useLocation()
  const navigate = useNavigate()
  const isReady = getNow !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock goes on, but the moment stays that of the history entry.
  const opened = useMemo(() => {
    if (first && isOpenedAt(first, location, location.state)) return first
    return openAddress(location, location.state, getNow && createNow(getNow()))
  }, [location, isReady])
  useEffect(() => {
    if (!opened?.moment.timeRange) return
    forgetReload()
    const { replacement } = opened
    if (replacement) navigate(replacement.address, { replace: true, state: replacement.state })
  }, [opened, navigate])
  return opened
}
