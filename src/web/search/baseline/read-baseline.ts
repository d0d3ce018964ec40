/** Reads the range before that of a list, at most so many entries, and collects their values. */
import type { Source } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { ApiFailure, type FailureDetail, toFailureWords } from '../../api/api-failure.ts'
import type { Baseline, BaselineLog, BaselineValues } from '../../store/baseline-values.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import type { SearchState } from '../engine/search-state.ts'
import type { Search } from '../session/create-search.ts'
import { maxBaselineEntries } from './baseline-state.ts'

/** A search over the earlier range, with a store of its own. */
export type BaselineSearch = {
  search: Pick<Search, 'getState' | 'subscribe' | 'loadAll' | 'stop'>
  /** The logs, in the order of the sources of the search. */
  logs: readonly Source[]
  timeRange: ResolvedTimeRange
  collect: () => Promise<BaselineValues>
}

/** How far the range was read: entries, and the part of its time from 0 to 1. */
export type BaselineProgress = { read: number; share: number }

/**
 * Reads until the end, until the limit, or until the signal is aborted; then the values of what was read are collected.
 * `undefined` when it was stopped before the first entry. Rejects when nothing could be read, or the store fails.
 */
export async function readBaseline(
  { search, logs: sources, timeRange, collect }: BaselineSearch,
  signal: AbortSignal,
  onProgress: (progress: BaselineProgress) => void,
  maxEntries = maxBaselineEntries,
): Promise<Baseline | undefined> {
  search.loadAll()
  const state = await untilRead(search, signal, onProgress, maxEntries)
  search.stop()
  const { loaded: read, failure, verdict } = state
  if (read === 0 && failure) throw new ApiFailure(failure)
  if (read === 0 && state.status !== 'finished') return undefined
  const values = await collect()
  const logs = listLogs(sources, state)
  if (verdict === 'complete') return { timeRange, verdict, read, logs, values }
  const reason = findReason(state, signal, maxEntries)
  const claimed = state.status === 'finished' ? verdict : 'partial'
  return { timeRange, verdict: claimed, ...(reason && { reason }), read, logs, values }
}

function untilRead(
  search: BaselineSearch['search'],
  signal: AbortSignal,
  onProgress: (progress: BaselineProgress) => void,
  maxEntries: number,
): Promise<SearchState> {
  return new Promise((resolve) => {
    function check(): void {
      const state = search.getState()
      const { status, loaded, progress } = state
      const isOver = status === 'finished' || status === 'failed'
      if (!isOver && loaded < maxEntries && !signal.aborted) {
        onProgress({ read: loaded, share: progress?.share ?? 0 })
        return
      }
      unsubscribe()
      signal.removeEventListener('abort', check)
      resolve(state)
    }
    const unsubscribe = search.subscribe(check)
    signal.addEventListener('abort', check)
    check()
  })
}

/** How much was read of each log. */
function listLogs(
  logs: readonly Source[],
  { sources, ledger, failure: last }: SearchState,
): readonly BaselineLog[] {
  return logs.flatMap((source, number): readonly BaselineLog[] => {
    const state = sources[number]
    const verdict = ledger.sources[number]?.verdict
    if (!state || !verdict) return []
    const failure = state.failure ?? (state.share < 1 ? last : undefined)
    const words = failure && { failure: toShortWords(failure) }
    return [{ source, verdict, coverage: state.coverage ?? [], ...words }]
  })
}

function toShortWords(failure: FailureDetail): string {
  return failure.kind === 'refused' ? `HTTP ${failure.status}` : toFailureWords(failure).title
}

function findReason(
  { status, reason, failure }: SearchState,
  signal: AbortSignal,
  maxEntries: number,
): string | undefined {
  if (status === 'finished') return reason
  if (status === 'failed') return failure ? 'a request failed' : undefined
  return signal.aborted
    ? 'reading was stopped'
    : `at most ${toCountText(maxEntries)} entries are read`
}
