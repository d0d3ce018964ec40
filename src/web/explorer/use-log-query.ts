/**
 * The address bar as the one source of the query. The moment of a search is kept in the history
 * entry: Back shows the same search, a reload resolves anew.
 */
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { defaultRange, type LogQuery } from '../../query/log-query.ts'
import { type ResolvedTimeRange, resolveTimeRange } from '../../query/time-range.ts'
import {
  formatUrl,
  type ParsedUrl,
  parseUrl,
  replaceScreen,
  type ScreenState,
} from '../../query/url-codec.ts'
import {
  createRun,
  forgetReload,
  type HistoryState,
  isJustReloaded,
  readHistoryState,
} from './history-state.ts'

/** The query of the address, and the gestures that change it. */
export type LogQueryControl = ParsedUrl & {
  /** The fixed time range of this search; `undefined` until the proxy's clock is known. */
  timeRange: ResolvedTimeRange | undefined
  /** Changes with each search that has to be run. */
  searchKey: string
  /** Whether a link with a fixed time range was opened, and nothing else asked since. */
  isFromLink: boolean
  /** The row of the open entry, where it was opened from a row. */
  row: number | undefined
  /** Runs another query; the open entry is closed unless it is to be kept. */
  setQuery: (next: LogQuery, options?: { keepEntry?: boolean }) => void
  setTimeZone: (timeZone: string) => void
  /** Sets the text to find in the loaded entries; an empty one is taken away. */
  setFind: (text: string) => void
  /** Opens an entry, from its row where it has one in the list. */
  openEntry: (entry: ScreenState['entry'], row?: number) => void
  closeEntry: () => void
  /** Runs the same query again, up to the moment. */
  refresh: () => void
}

/** Reads the address; `undefined` when its path is no dataset's. `getNow` is the proxy's clock. */
export function useLogQuery(getNow: (() => number) | undefined): LogQueryControl | undefined {
  const { pathname, search, state, key } = useLocation()
  const navigate = useNavigate()
  const parsed = useMemo(() => parseUrl(pathname, search), [pathname, search])
  const history = readHistoryState(state)
  const { timeRange, run, isFromLink = false } = useFixedMoment(parsed, history, key, getNow)
  const closedFrom = useRef('')

  const go = useCallback(
    (to: string, next: HistoryState, replace: boolean) => navigate(to, { replace, state: next }),
    [navigate],
  )
  const setQuery = useCallback(
    (next: LogQuery, { keepEntry = false } = {}) => {
      if (!getNow) return
      const { entry, ...rest } = parsed?.screen ?? {}
      const screen: ScreenState = keepEntry && entry ? { ...rest, entry } : rest
      // What is only shown of the same search needs no other one.
      const isSame = parsed && isSameSearch(parsed.query, next)
      const { timeRange: fixed, run } = readHistoryState(state)
      const moment = isSame && fixed ? { timeRange: fixed, run } : fixMoment(next, getNow())
      go(formatUrl(next, screen), moment, false)
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
    searchKey: JSON.stringify([toSearchKey(query), timeRange, run]),
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

/** Names what is asked for. Local and disabled filters decide only what is shown of it. */
function toSearchKey(query: LogQuery): string {
  const { localFilters: _, disabledFilters: __, disabledLocalFilters: ___, ...asked } = query
  return JSON.stringify(asked)
}

/** Whether a change concerns only what is shown; without any change, the same is asked again. */
function isSameSearch(before: LogQuery, after: LogQuery): boolean {
  const isChanged = JSON.stringify(before) !== JSON.stringify(after)
  return isChanged && toSearchKey(before) === toSearchKey(after)
}

/** When a search takes place, and which of several at that time it is. */
type Moment = Required<Pick<HistoryState, 'timeRange' | 'run'>> & Pick<HistoryState, 'isFromLink'>

function fixMoment({ timeRange }: LogQuery, nowMs: number): Moment {
  return { timeRange: resolveTimeRange(timeRange, nowMs), run: createRun() }
}

/** Fixes the moment of a history entry at its first sight, and remembers it there. */
function useFixedMoment(
  parsed: ParsedUrl | undefined,
  history: HistoryState,
  key: string,
  getNow: (() => number) | undefined,
): Partial<Moment> {
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  // The history entry decides: the same entry keeps its moment, a new one gets a new moment.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the history entry.
  const moment = useMemo((): Partial<Moment> => {
    if (!parsed || !getNow) return {}
    const { timeRange: kept, run = 0, isFromLink = false } = history
    if (kept && !isJustReloaded()) return { timeRange: kept, run, isFromLink }
    const isFixed = parsed.query.timeRange.kind === 'absolute'
    return { ...fixMoment(parsed.query, getNow()), isFromLink: isFixed }
  }, [key, getNow === undefined])

  const { timeRange, run, isFromLink } = moment
  const isRemembered =
    timeRange !== undefined && history.run === run && history.timeRange !== undefined
  const lacksTime =
    parsed?.hasTime === false &&
    !parsed.problems.some(({ key: name }) => ['range', 'since', 'before'].includes(name))
  const { opensEntry } = history
  useEffect(() => {
    if (!timeRange) return
    forgetReload()
    if (isRemembered && !lacksTime) return
    // Only the time is written in; what could not be used stays in the address until it is changed.
    const parts = [search.replace(/^\?/, ''), lacksTime ? `range=${defaultRange}` : '']
    const target = `${pathname}?${parts.filter(Boolean).join('&')}`
    navigate(target, { replace: true, state: { timeRange, run, isFromLink, opensEntry } })
  }, [timeRange, isRemembered, lacksTime, pathname, search, navigate, run, isFromLink, opensEntry])
  return moment
}
