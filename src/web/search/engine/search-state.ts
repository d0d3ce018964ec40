/** The state of a search as the screen reads it: one value that is replaced, never changed. */

import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Lane } from '../../../contract/lane.ts'
import type { Direction, LogQuery } from '../../../query/log-query.ts'
import type { ApiRequest } from '../../../query/request/api-request.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { Verdict } from '../../../query/verdict.ts'
import type { FailureDetail } from '../../api/api-failure.ts'
import type { PageReceipt } from '../../api/request-page.ts'
import {
  type EntryStore,
  type NewCount,
  onlySource,
  type SourceId,
  type StoredEntry,
  type StoreSize,
} from '../../store/entry-store.ts'
import type { Backoff } from './backoff.ts'
import { createLedger } from './create-ledger.ts'
import type { LateSchedule } from './late-schedule.ts'
import type { LedgerSnapshot } from './ledger.ts'
import type { PageFacts } from './window-state.ts'

/** Progress of reading the whole range. */
export type LoadProgress = {
  /** Whether reading is paused: no requests are sent. */
  isPaused: boolean
  /** The part of the time range that is in the list, from 0 to 1. */
  share: number
  /** Pages since reading started. */
  pages: number
}

/** What following depends on. */
export type FollowConditions = { isWanted: boolean; isRelative: boolean; isVisible: boolean }

/** Why a search is not followed. */
export type FollowObstacle =
  | 'not-wanted'
  | 'absolute'
  | 'ascending'
  | 'hidden'
  | 'failed'
  /** New entries arrive faster than polls can read them. */
  | 'too-many'

/** How many new entries may wait; polling continues when they are in the list. */
export const maxWaiting = 50_000

/** Whether a search is followed; if not, why not, and the failure as text. */
export type FollowState =
  | { status: 'on'; checkedMs: number | undefined }
  | { status: 'off'; obstacle: FollowObstacle; failure?: string }

/** How far one source of a search was read. */
export type SourceState = {
  id: SourceId
  /** Its entries in the list. */
  loaded: number
  /** How many of them are in a shown row; absent while all are. */
  shown?: number
  /** The part of the time range that was read completely, from 0 to 1. */
  share: number
  /** The parts of the time range that were read completely. */
  coverage?: readonly ResolvedTimeRange[]
  /** How many of its requests failed, including those that were repeated. */
  retries: number
  /** Why it is not read any more; the other sources are. */
  failure?: FailureDetail | undefined
  /** Why new entries of it are not polled any more while the search is followed; polls of the other sources go on. */
  pollFailure?: string
}

/** The state of a search. `verdict` is what may be claimed about the entries loaded so far. */
export type SearchState = {
  status: 'loading' | 'waiting' | 'paused' | 'failed' | 'finished'
  verdict: Verdict
  /** Why the verdict is not complete although the search has finished. */
  reason?: string | undefined
  /** The records that the verdict follows from, source by source. */
  ledger: LedgerSnapshot
  /** How far each source was read, in the order of the sources. */
  sources: readonly SourceState[]
  /** Entries in the list, and rows that are shown. */
  loaded: number
  shown: number
  /** How many of the rows are a pair of two entries. */
  pairsShown: number
  /** How many entries of each source are in a shown row; absent while all are. */
  shownOf?: StoreSize['shownOf']
  /** Set while events that two logs have recorded are being found: the number of rows may still become smaller. */
  isPairing?: boolean
  /** The entries at the top of the first page, while the store indexes it: nothing else is known of the list yet. */
  firstEntries?: readonly StoredEntry[] | undefined
  /** Changes when known entries get another index, or different entries are shown. */
  revision: number
  /** The revision of the last change that the analyst did not ask for: rows in sight must not move. */
  quietRevision?: number | undefined
  /** Whether the API named a further page; v1 never does. */
  hasNextPage: boolean
  /** Known ids that came again with a different body. */
  conflicting: number
  /** Pages that were accepted. */
  pages: number
  failure?: FailureDetail | undefined
  /** Set when the local filters could not be applied; the list still shows the previous ones. */
  viewFailure?: FailureDetail | undefined
  /** Set while requests wait; they continue without the analyst. */
  backoff?: Backoff | undefined
  /** The parts of the range that were read completely. */
  coverage: readonly ResolvedTimeRange[]
  /** Set when new entries were added to the list: it then reaches beyond the range, up to here. */
  reachesUntil?: string | undefined
  /** Set while the whole range is being read. */
  progress?: LoadProgress | undefined
  /** From here on entries may still appear that were missing when it was read. */
  mayStillChangeSince?: string | undefined
  /** When the last hour of the range is read again; absent when it ended too long before the search. */
  late?: LateSchedule | undefined
  /** Whether the search polls for new entries, and how many wait to be shown. */
  follow: FollowState
  newCount: NewCount
  /** Set when the question cannot be answered from memory: the API has to be asked, for this reason. */
  mustAsk?: { because?: string } | undefined
}

/** The state of a search before its first request. */
export const emptySearchState: SearchState = {
  status: 'waiting',
  verdict: 'unknown',
  ledger: createLedger([onlySource]).read(),
  sources: [{ id: onlySource, loaded: 0, share: 0, retries: 0 }],
  loaded: 0,
  shown: 0,
  pairsShown: 0,
  revision: 0,
  hasNextPage: false,
  conflicting: 0,
  pages: 0,
  coverage: [],
  follow: { status: 'off', obstacle: 'not-wanted' },
  newCount: { shown: 0, hidden: 0, older: 0 },
}

/** How many entries of the list are in no row, because the filters or the choice of pairs hide them. */
export function countHidden({
  loaded,
  shown,
  pairsShown,
}: Pick<SearchState, 'loaded' | 'shown' | 'pairsShown'>): number {
  return loaded - shown - pairsShown
}

/** The part of the state that a new size of the store changes. */
export function toSizeState({ stored, shown, pairsShown = 0, shownOf }: StoreSize) {
  return { loaded: stored, shown, pairsShown, shownOf }
}

/** How many entries of each source are shown; of the only source it is all that is shown. */
export function findShownOf(
  sources: readonly SourceId[],
  { shown, shownOf }: Pick<StoreSize, 'shown' | 'shownOf'>,
): StoreSize['shownOf'] {
  const [only, ...others] = sources
  return only !== undefined && others.length === 0 ? { [only]: shown } : shownOf
}

/** The member `shown` of a source; nothing while all of its entries are shown. */
export function toSourceShown(
  id: SourceId,
  loaded: number,
  shownOf: StoreSize['shownOf'],
): Pick<SourceState, 'shown'> {
  const shown = shownOf?.[id]
  return shown === undefined || shown === loaded ? {} : { shown }
}

/** Time, as a search uses it. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now: () => number
  /** Resolves after this time; never when aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Resolves when the computer has a network again; never when aborted. */
  untilOnline: (signal: AbortSignal) => Promise<void>
}

/** One source of a search: a dataset in one scope. */
export type SearchSource = {
  /** The store and the ledger name it so. */
  id: SourceId
  dataset: Dataset
  /** One query, or several that differ only in filters and whose results are merged. */
  queries: readonly [LogQuery, ...LogQuery[]]
}

/** What a search is created from. */
export type SearchParts = {
  /** The sources, which are merged by time. Of entries of the same instant, those of earlier sources come first. */
  sources: readonly [SearchSource, ...SearchSource[]]
  direction: Direction
  timeRange: ResolvedTimeRange
  store: Pick<EntryStore, 'commit' | 'discard' | 'countNew' | 'forgetLeaves'>
  /** Requests a page of a source and stages it in the store; for a poll (`isPoll`), only entries that are new. */
  requestPage: (
    request: ApiRequest,
    lane: Lane,
    chain: number,
    source: SourceId,
    isPoll?: boolean,
  ) => Promise<PageReceipt<PageFacts>>
  clock: Clock
}
