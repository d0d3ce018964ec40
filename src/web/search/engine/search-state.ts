/** What the screen knows of a search, in one value that is replaced and never changed. */

import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Lane } from '../../../contract/lane.ts'
import type { ApiRequest } from '../../../query/api-request.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time-range.ts'
import type { FailureDetail } from '../../api/api-failure.ts'
import type { PageReceipt } from '../../api/request-page.ts'
import type { EntryStore, NewCount } from '../../store/entry-store.ts'
import type { Backoff } from './backoff.ts'
import { createLedger } from './create-ledger.ts'
import type { LedgerSnapshot, Verdict } from './ledger.ts'
import { onlySource, type SourceId } from './source-id.ts'
import type { PageFacts } from './window-state.ts'

/** How the reading of a whole range goes on. */
export type LoadProgress = {
  /** Whether the clock stands still: nothing is asked. */
  isPaused: boolean
  /** The part of the time range that is in the list, from 0 to 1. */
  share: number
  /** Pages and entries since it was started. */
  pages: number
  entries: number
  /** How long it will go on as it went so far; unknown at the start. */
  leftMs: number | undefined
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
  /** Entries come faster than they can be read again and again. */
  | 'too-many'

/** New entries that may wait; more are looked for when these are in the list. */
export const maxWaiting = 50_000

/** Whether a search is followed; if not, why not, and in words what failed. */
export type FollowState =
  | { status: 'on'; checkedMs: number | undefined }
  | { status: 'off'; obstacle: FollowObstacle; failure?: string }

/** How a search stands. `verdict` is what may be claimed of the entries loaded so far. */
export type SearchState = {
  status: 'loading' | 'waiting' | 'paused' | 'failed' | 'finished'
  verdict: Verdict
  /** Why the verdict is not complete although the search has finished. */
  reason?: string | undefined
  /** The records that the verdict follows from, source by source. */
  ledger: LedgerSnapshot
  /** Entries in the list, and those of them that the local filters let through. */
  loaded: number
  shown: number
  /** Changes when known entries get another index, or others are shown. */
  revision: number
  /** Whether the API has said that there is more; v1 never does before the next page is asked. */
  hasNextPage: boolean
  /** Known ids that came again with another body. */
  conflicting: number
  /** Pages that counted. */
  pages: number
  failure?: FailureDetail | undefined
  /** Set when the local filters could not be applied: what is shown is not what passes them. */
  viewFailure?: FailureDetail | undefined
  /** Set while requests wait: they go on by themselves. */
  backoff?: Backoff | undefined
  /** The stretches of the range that were read whole. */
  coverage: readonly ResolvedTimeRange[]
  /** Set when new entries were put into the list: it reaches beyond the end of the range, up to here. */
  reachesUntil?: string | undefined
  /** Set while the whole range is being read. */
  progress?: LoadProgress | undefined
  /** From here on entries may still appear that were not there when it was read. */
  mayStillChangeSince?: string | undefined
  /** Whether new entries are looked for, and how many wait to be shown. */
  follow: FollowState
  newCount: NewCount
}

/** A search of which nothing is known yet. */
export const emptySearchState: SearchState = {
  status: 'waiting',
  verdict: 'unknown',
  ledger: createLedger([onlySource]).read(),
  loaded: 0,
  shown: 0,
  revision: 0,
  hasNextPage: false,
  conflicting: 0,
  pages: 0,
  coverage: [],
  follow: { status: 'off', obstacle: 'not-wanted' },
  newCount: { shown: 0, hidden: 0, older: 0 },
}

/** Time, as a search needs it. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now: () => number
  /** Resolves after this time; never when aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Resolves when the computer has a network again; never when aborted. */
  untilOnline: (signal: AbortSignal) => Promise<void>
}

/** What a search needs from outside. */
export type SearchParts = {
  /** The source that is read; the ledger has its records. */
  source: SourceId
  dataset: Dataset
  /** One query, or several whose results together are the result. They differ in filters only. */
  queries: readonly [LogQuery, ...LogQuery[]]
  timeRange: ResolvedTimeRange
  store: Pick<EntryStore, 'commit' | 'discard' | 'countNew'>
  /** Requests a page and stages it in the store; of one that is read again and again (`isLook`) what is new. */
  requestPage: (
    request: ApiRequest,
    lane: Lane,
    chain: number,
    isPoll?: boolean,
  ) => Promise<PageReceipt<PageFacts>>
  clock: Clock
}
