/**
 * Reads the query from the address bar, its only source, and writes changes there. The moment of a search is
 * stored in the history entry: Back shows the same search, and a reload resolves relative times anew.
 */
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { carryEntry } from '../../../query/address/carry-entry.ts'
import { toAskedQuery } from '../../../query/address/hidden-sources.ts'
import type { PairsChoice } from '../../../query/address/pairs-choices.ts'
import { withoutSeal } from '../../../query/address/screen-state.ts'
import type { Seal } from '../../../query/address/seal-text.ts'
import {
  type EntryReference,
  formatUrl,
  type ParsedUrl,
  replaceScreen,
  type ScreenState,
} from '../../../query/address/url-codec.ts'
import { withoutSealFilters } from '../../../query/local/seal-filters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import {
  type MemoryPlan,
  planFromMemory,
  startNarrowedSession,
} from '../../search/session/narrowed-session.ts'
import { searchCache } from '../../search/session/search-cache.ts'
import { fixMoment, isSameQuestion, isSameSearch, type Moment, toRunKey } from './address-search.ts'
import {
  createNow,
  forgetReload,
  type HistoryState,
  type Now,
  readHistoryState,
} from './history-state.ts'
import { type HistoryEntry, isOpenedAt, type OpenedAddress, openAddress } from './open-address.ts'
import { toOverviewHash } from './overview-hash.ts'

/** The query of the address, and the gestures that change it. */
export type LogQueryControl = ParsedUrl & {
  /** The fixed time range of this search; `undefined` until the proxy's clock is known. */
  timeRange: ResolvedTimeRange | undefined
  /** Changes with each search that has to run. */
  searchKey: string
  /** The moment of this search; `setQuery` takes it to show the same list again. */
  moment: Partial<Moment>
  /** Whether the search is that of an opened link with a fixed time range. */
  isFromLink: boolean
  /** The row of the open entry, if it was opened from a row. */
  row: number | undefined
  /** Runs another query, and closes the open entry unless `keepEntry` is set. */
  setQuery: (next: LogQuery, options?: SetQueryOptions) => void
  setTimeZone: (timeZone: string) => void
  /** Sets how pairs of entries are shown; `undefined` for one row each. */
  setPairs: (pairs: PairsChoice | undefined) => void
  /** Sets the text to find in the loaded entries; an empty text removes it. */
  setFind: (text: string) => void
  /** Opens an entry; `row` is its row in the store, if it is in the list. */
  openEntry: (entry: ScreenState['entry'], row?: number) => void
  closeEntry: () => void
  /** Removes the fingerprint of the result from the address. */
  dropSeal: () => void
  /** Runs the same query again, up to now. */
  refresh: () => void
  /** The same, because the query could not be answered from memory; the reason is a full sentence. */
  askApi: (because: string | undefined) => void
}

/**
 * How another query is run. With `entry`, that entry is opened. With `moment`, the list of that moment is shown instead of a
 * new search; with `dropsFind`, the text to find is removed; with `replaces`, Back does not return to the present query. With
 * `keepsOverview`, the overview stays open; so it does when only the time range changes. `seal` is the fingerprint of a query
 * that is shown again; with `dropsSeal`, none is in the address.
 */
export type SetQueryOptions = {
  /** Keeps the open entry where the next query asks its log. */
  keepEntry?: boolean
  entry?: EntryReference | undefined
  dropsFind?: boolean
  moment?: Partial<Moment> | undefined
  replaces?: boolean
  keepsOverview?: boolean
  seal?: Seal | undefined
  dropsSeal?: boolean
}

/**
 * Reads the address; `undefined` when its path is no dataset's. `getNow` is the proxy's clock. `first` is the
 * address as it was opened before React ran.
 */
export function useLogQuery(
  getNow: (() => number) | undefined,
  first: OpenedAddress | undefined,
): LogQueryControl | undefined {
  const { pathname, search, hash, state, key } = useLocation()
  const navigate = useNavigate()
  const opened = useOpenedAddress(getNow, first)
  const closedFrom = useRef('')

  const go = useCallback(
    ({ address, state }: HistoryEntry, replace: boolean, keepsOverview = false) =>
      navigate(address + (keepsOverview ? toOverviewHash(hash) : ''), { replace, state }),
    [navigate, hash],
  )
  const setQuery = useCallback(
    (next: LogQuery, options: SetQueryOptions = {}) => {
      if (!getNow) return
      const now = createNow(getNow())
      const entry = toQueryEntry(opened, state, next, options, now, planWithCache)
      prepareFromMemory(carrySeal(opened, next, options).next, entry.state, getNow)
      const isKept = options.keepsOverview ?? hasOtherTimeOnly(opened?.query, next)
      go(entry, options.replaces ?? false, isKept)
    },
    [getNow, go, opened, state],
  )
  if (!opened) return undefined
  const { query, screen, moment, runKey } = opened
  const { opensEntry = false, row } = readHistoryState(state)
  const showScreen = (next: ScreenState, entryState: HistoryState, ...how: [boolean, boolean?]) => {
    const address = pathname + replaceScreen(search, next)
    go({ address, state: { ...moment, ...entryState } }, ...how)
  }
  const runAgain = (askedBecause?: string) => {
    if (!getNow) return
    const next = fixMoment(query, createNow(getNow()))
    const state = askedBecause === undefined ? next : { ...next, askedBecause }
    go({ address: pathname + search, state }, true, true)
  }
  return {
    ...opened,
    timeRange: moment.timeRange,
    searchKey: runKey,
    isFromLink: moment.isFromLink ?? false,
    row,
    setQuery,
    // Without `opensEntry` closing replaces the entry: going back would restore the old text or time zone.
    setFind(text) {
      showScreen(replaceFind(screen, text), { row }, true)
    },
    setTimeZone: (timeZone) => showScreen({ ...screen, timeZone }, { row }, true, true),
    setPairs: (pairs) => showScreen({ ...screen, pairs }, { row }, false),
    openEntry(entry, nextRow) {
      const isStep = screen.entry !== undefined
      const next = { row: nextRow, opensEntry: isStep ? opensEntry : true }
      showScreen({ ...screen, entry }, next, isStep)
    },
    closeEntry() {
      // A second Escape may come before the first has taken effect.
      if (closedFrom.current === key) return
      closedFrom.current = key
      const { entry: _, ...withoutEntry } = screen
      if (opensEntry) navigate(-1)
      else showScreen(withoutEntry, {}, true)
    },
    dropSeal() {
      const next = withoutSealFilters(query)
      if (next === query) showScreen(withoutSeal(screen), { row }, true, true)
      else setQuery(next, { keepEntry: true, dropsSeal: true, replaces: true, keepsOverview: true })
    },
    refresh: () => runAgain(),
    askApi: runAgain,
  }
}

/** Whether two queries differ in their time range at most. */
function hasOtherTimeOnly(query: LogQuery | undefined, next: LogQuery): boolean {
  if (!query) return false
  return formatUrl({ ...next, timeRange: query.timeRange }) === formatUrl(query)
}

/** How the entries of a run answer another query, see `planFromMemory`. */
type PlanFromMemory = (run: number, next: LogQuery, nowMs: number) => MemoryPlan | undefined

const planWithCache: PlanFromMemory = (run, next, nowMs) =>
  planFromMemory(searchCache.list(), run, next, nowMs)

/** Selects the part of a loaded list while the page is drawn for it. */
function prepareFromMemory(
  query: LogQuery,
  { timeRange, run, unasked }: HistoryState,
  getNow: () => number,
): void {
  if (!timeRange || run === undefined) return
  const key = toRunKey(query, { timeRange, run, unasked })
  const question = { key, query: toAskedQuery(query, unasked), timeRange, run, now: getNow }
  searchCache.prepare(key, () => startNarrowedSession(searchCache.list(), question))
}

/**
 * The fingerprint that another query has: the same as long as it asks the same. Without one, filters by what differs from it
 * are removed.
 */
function carrySeal(
  opened: Pick<OpenedAddress, 'query' | 'screen'> | undefined,
  next: LogQuery,
  { seal: given, dropsSeal = false }: SetQueryOptions,
): { seal: Seal | undefined; next: LogQuery } {
  const present = opened?.screen.seal
  const isKept = opened && present && isSameQuestion(opened.query, next, present)
  const seal = dropsSeal ? undefined : (given ?? (isKept ? present : undefined))
  return { seal, next: seal ? next : withoutSealFilters(next) }
}

/**
 * The history entry for another query. If the query sends the same requests, or asks for a part of what was read, the
 * moment of the search stays.
 */
export function toQueryEntry(
  opened: Pick<OpenedAddress, 'query' | 'screen'> | undefined,
  historyState: unknown,
  wanted: LogQuery,
  options: SetQueryOptions,
  now: Now,
  plan: PlanFromMemory = () => undefined,
): HistoryEntry {
  const { keepEntry = false, entry: opens, dropsFind = false, moment: givenMoment } = options
  const { seal, next } = carrySeal(opened, wanted, options)
  const { entry, find, seal: _, ...others } = opened?.screen ?? {}
  const kept = keepEntry && entry && opened ? carryEntry(entry, opened.query, next) : undefined
  const shown = opens ?? kept
  const screen: ScreenState = {
    ...others,
    ...(find !== undefined && !dropsFind && { find }),
    ...(seal && { seal }),
    ...(shown && { entry: shown }),
  }
  const address = formatUrl(next, screen)
  const { timeRange, run = 0, row, unasked } = readHistoryState(historyState)
  if (opened && timeRange && isSameSearch(opened.query, next, unasked)) {
    // A row number is valid only in the list of its search.
    return {
      address,
      state: { timeRange, run, row: screen.entry && row, ...(unasked && { unasked }) },
    }
  }
  if (givenMoment?.timeRange) return { address, state: givenMoment }
  // The same query is run again on purpose.
  const isRepeated = opened && formatUrl(opened.query) === formatUrl(next)
  const planned = isRepeated ? undefined : plan(run, next, now.nowMs)
  if (planned && 'timeRange' in planned) return { address, state: { ...planned, run } }
  const moment = fixMoment(next, now)
  return { address, state: planned ? { ...moment, askedBecause: planned.asksBecause } : moment }
}

/** Opens the address of each history entry once, and writes the moment into the entry. */
function useOpenedAddress(
  getNow: (() => number) | undefined,
  first: OpenedAddress | undefined,
): OpenedAddress | undefined {
  const location = useLocation()
  const navigate = useNavigate()
  const isReady = getNow !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock changes, but not the moment of a history entry.
  const opened = useMemo(() => {
    if (first && isOpenedAt(first, location, location.state)) return first
    return openAddress(location, location.state, getNow && createNow(getNow()))
  }, [location, isReady])
  useEffect(() => {
    if (!opened?.moment.timeRange) return
    forgetReload()
    const { replacement } = opened
    if (!replacement) return
    const address = replacement.address + toOverviewHash(location.hash)
    navigate(address, { replace: true, state: replacement.state })
  }, [opened, navigate, location.hash])
  return opened
}

/** Sets the text to find; an empty one is left out. */
function replaceFind({ find: _, ...screen }: ScreenState, text: string): ScreenState {
  return text === '' ? screen : { ...screen, find: text }
}
