/**
 * The address bar as the one source of the query. The moment of a search is kept in the history
 * entry: Back shows the same search, a reload resolves anew.
 */
import { useCallback, useEffect, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { findEpochMs } from '../../cloudflare/instant.ts'
import { defaultRange, type LogQuery } from '../../query/log-query.ts'
import { type ResolvedTimeRange, resolveTimeRange } from '../../query/time-range.ts'
import { formatUrl, type ParsedUrl, parseUrl, type ScreenState } from '../../query/url-codec.ts'

/** What a history entry remembers beside its address. */
type HistoryState = {
  timeRange?: ResolvedTimeRange
  /** Set when this entry was made by opening the drawer, so that closing may go back. */
  opensEntry?: boolean
  /** Counts repeated searches of the same address. */
  run?: number
}

/** The query of the address, and the gestures that change it. */
export type LogQueryControl = ParsedUrl & {
  /** The fixed time range of this search; `undefined` until the proxy's clock is known. */
  timeRange: ResolvedTimeRange | undefined
  /** Changes with each search that has to be run. */
  searchKey: string
  /** Asks another question; the open entry is closed unless it is to be kept. */
  setQuery: (next: LogQuery, options?: { keepEntry?: boolean }) => void
  setScreen: (next: ScreenState, options?: { replace?: boolean }) => void
  closeEntry: () => void
  /** Runs the same query again, up to the moment. */
  refresh: () => void
}

/** A reload has to resolve relative ranges anew, but browsers keep the state of its history entry. */
let isFreshReload = isReload()

function isReload(): boolean {
  const [entry] = performance.getEntriesByType('navigation')
  return entry instanceof PerformanceNavigationTiming && entry.type === 'reload'
}

/** Reads the address; `undefined` when its path is no dataset's. `getNow` is the proxy's clock. */
export function useLogQuery(getNow: (() => number) | undefined): LogQueryControl | undefined {
  const { pathname, search, state, key } = useLocation()
  const navigate = useNavigate()
  const parsed = useMemo(() => parseUrl(pathname, search), [pathname, search])
  const history = readHistoryState(state)
  // The history entry decides: the same entry keeps its moment, a new one gets a new moment.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the history entry.
  const timeRange = useMemo(() => {
    if (!parsed || !getNow) return undefined
    const kept = isFreshReload ? undefined : history.timeRange
    isFreshReload = false
    return kept ?? resolveTimeRange(parsed.query.timeRange, getNow())
  }, [key, getNow === undefined])

  const isRemembered =
    history.timeRange?.since === timeRange?.since && history.timeRange?.before === timeRange?.before
  const lacksTime =
    parsed?.hasTime === false &&
    !parsed.problems.some(({ key }) => ['range', 'since', 'before'].includes(key))
  useEffect(() => {
    if (!timeRange || (isRemembered && !lacksTime)) return
    // Only the time is written in; what could not be used stays in the address until it is changed.
    const parts = [search.replace(/^\?/, ''), lacksTime ? `range=${defaultRange}` : '']
    const target = `${pathname}?${parts.filter(Boolean).join('&')}`
    navigate(target, { replace: true, state: { timeRange } satisfies HistoryState })
  }, [timeRange, isRemembered, lacksTime, pathname, search, navigate])

  const setQuery = useCallback(
    (next: LogQuery, { keepEntry = false } = {}) => {
      if (!getNow) return
      const timeRange = resolveTimeRange(next.timeRange, getNow())
      const { entry, ...rest } = parsed?.screen ?? {}
      const screen: ScreenState = keepEntry && entry ? { ...rest, entry } : rest
      navigate(formatUrl(next, screen), { state: { timeRange } satisfies HistoryState })
    },
    [getNow, navigate, parsed],
  )
  if (!parsed) return undefined
  const { query, screen } = parsed
  const keepState: HistoryState = { timeRange, run: history.run ?? 0 }
  return {
    ...parsed,
    timeRange,
    searchKey: JSON.stringify([query, timeRange, history.run ?? 0]),
    setQuery,
    setScreen: (next, { replace = false } = {}) => {
      const opensEntry = next.entry !== undefined && (!replace || history.opensEntry === true)
      navigate(formatUrl(query, next), { replace, state: { ...keepState, opensEntry } })
    },
    closeEntry: () => {
      if (history.opensEntry) navigate(-1)
      else {
        const { entry: _, ...rest } = screen
        navigate(formatUrl(query, rest), { replace: true, state: keepState })
      }
    },
    refresh: () => {
      if (!getNow) return
      const state: HistoryState = {
        timeRange: resolveTimeRange(query.timeRange, getNow()),
        run: (history.run ?? 0) + 1,
      }
      navigate(formatUrl(query, screen), { replace: true, state })
    },
  }
}

function readHistoryState(state: unknown): HistoryState {
  if (typeof state !== 'object' || state === null) return {}
  const { timeRange, opensEntry, run } = state as Record<string, unknown>
  const known = readTimeRange(timeRange)
  return {
    ...(known && { timeRange: known }),
    opensEntry: opensEntry === true,
    run: typeof run === 'number' ? run : 0,
  }
}

function readTimeRange(value: unknown): ResolvedTimeRange | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { since, before } = value as Record<string, unknown>
  if (typeof since !== 'string' || typeof before !== 'string') return undefined
  if (findEpochMs(since) === undefined || findEpochMs(before) === undefined) return undefined
  return { since, before }
}
