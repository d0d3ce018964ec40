/**
 * The address bar as the one source of the query. The moment of a search is kept in the history
 * entry: Back shows the same search, a reload resolves anew.
 */
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { LogQuery } from '../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../query/time-range.ts'
import {
  formatUrl,
  type ParsedUrl,
  parseUrl,
  replaceScreen,
  type ScreenState,
} from '../../query/url-codec.ts'
import {
  findFixedEntry,
  findMoment,
  fixMoment,
  type Moment,
  toRunKey,
  toSearchKey,
} from './address-search.ts'
import { forgetReload, type HistoryState, readHistoryState } from './history-state.ts'

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

/** Reads the address; `undefined` when its path is no dataset's. `getNow` is the proxy's clock. */
export function useLogQuery(getNow: (() => number) | undefined): LogQueryControl | undefined {
  const { pathname, search, state, key } = useLocation()
  const navigate = useNavigate()
  const parsed = useMemo(() => parseUrl(pathname, search), [pathname, search])
  const history = readHistoryState(state)
  const moment = useFixedMoment(parsed, history, key, getNow)
  const { timeRange, run, isFromLink = false } = moment
  const closedFrom = useRef('')

  const go = useCallback(
    (to: string, next: HistoryState, replace: boolean) => navigate(to, { replace, state: next }),
    [navigate],
  )
  const setQuery = useCallback(
    (next: LogQuery, { keepEntry = false, moment: earlier }: SetQueryOptions = {}) => {
      if (!getNow) return
      const { entry, ...rest } = parsed?.screen ?? {}
      const screen: ScreenState = keepEntry && entry ? { ...rest, entry } : rest
      // What is only shown of the same search needs no other one.
      const isSame = parsed && isSameSearch(parsed.query, next)
      const { timeRange: fixed, run, row } = readHistoryState(state)
      const then = earlier?.timeRange ? earlier : fixMoment(next, getNow())
      // Rows name entries in the list of one search.
      const same = { timeRange: fixed, run, row: screen.entry && row }
      go(formatUrl(next, screen), isSame && fixed ? same : then, false)
    },
    [getNow, go, parsed, state],
  )
  if (!parsed) return undefined
  const { query, screen } = parsed
  const { opensEntry = false, row } = history
  const showScreen = (next: ScreenState, change: HistoryState, replace: boolean) =>
    go(pathname + replaceScreen(search, next), { timeRange, run, isFromLink, ...change }, replace)
  return {
    ...parsed,
    timeRange,
    searchKey: toRunKey(query, moment),
    moment,
    row,
    isFromLink,
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
      go(pathname + search, fixMoment(query, getNow()), true)
    },
  }
}

/** Whether a change concerns only what is shown; without any change, the same is asked again. */
function isSameSearch(before: LogQuery, after: LogQuery): boolean {
  const isChanged = JSON.stringify(before) !== JSON.stringify(after)
  return isChanged && toSearchKey(before) === toSearchKey(after)
}

/** Fixes the moment of a history entry at its first sight, and remembers it there. */
function useFixedMoment(
  parsed: ParsedUrl | undefined,
  history: HistoryState,
  key: string,
  getNow: (() => number) | undefined,
): Partial<Moment> {
  const location = useLocation()
  const navigate = useNavigate()
  // The history entry decides: the same entry keeps its moment, a new one gets a new moment.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the history entry.
  const moment = useMemo(
    () => (parsed && getNow ? findMoment(parsed.query, history, getNow()) : undefined),
    [key, getNow === undefined],
  )
  const fixed = moment && parsed && findFixedEntry(parsed, location, history, moment)
  const { address, state } = fixed ?? {}
  const stateKey = JSON.stringify(state)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `stateKey` stands for the state.
  useEffect(() => {
    if (!moment) return
    forgetReload()
    if (address !== undefined) navigate(address, { replace: true, state })
  }, [moment, address, stateKey, navigate])
  return moment ?? {}
}
