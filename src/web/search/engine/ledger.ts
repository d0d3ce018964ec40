/**
 * The ledger records which requests a search made and what came of each, including refused requests and
 * repeated reads. This file has its types: the snapshot, and the events that change it.
 */
import type { Verdict } from '../../../query/verdict.ts'
import type { SourceId } from '../../store/entry-store.ts'
import type { ChainReason } from './window-state.ts'

type TimeRange = { readonly since: string; readonly before: string }

/** One page that was accepted. */
export type LedgerPage = {
  /** When it arrived, by the proxy's clock. */
  readonly at: string
  /** Path and query below `/client/v4`. */
  readonly request: string
  /** Number of entries in the page. */
  readonly count: number
  /** The cursor of the next page; empty when the page named none. */
  readonly nextCursor: string
  readonly bytes: number
  /** The id under which the proxy logged the request. */
  readonly requestId: string
  /** Why the page may lack entries, or has some that cannot be placed in time; full sentences. */
  readonly doubts: readonly string[]
  /** Set when it arrived after its window had been given up: other requests read the same time, and its entries are not used. */
  readonly isUnused?: true
}

/** One request that returned no page, and the reason as text. */
export type LedgerFailure = {
  readonly at: string
  readonly request: string
  readonly reason: string
}

/** Totals of requests that are no longer listed one by one. */
export type LedgerSum = {
  readonly pages: number
  readonly entries: number
  readonly bytes: number
  readonly refused: number
}

/** Why a window was opened: as chains are, by following, or to read the last hour again for late entries. */
export type LedgerReason = ChainReason | 'follow' | 'late-entries'

/** What became of a window. */
type LedgerOutcome = 'reading' | 'end' | 'continued' | 'unknown'

/** One chain of pages over a part of the time range. */
export type LedgerWindow = TimeRange & {
  /** Counts the windows of a source, from 1. */
  readonly number: number
  /** Which of several queries it belongs to, from 1. */
  readonly query: number
  readonly reason: LedgerReason
  readonly pages: readonly LedgerPage[]
  readonly retries: readonly LedgerFailure[]
  /** Requests without new entries that were condensed into totals, in a window that grows for hours. */
  readonly earlier?: LedgerSum
  readonly outcome: LedgerOutcome
}

/** A part of the time range that may not have been read completely. */
export type LedgerGap = TimeRange & { readonly query: number; readonly reason: string }

/** How many received entries were added, were known already, or conflict with a known one. */
export type LedgerTotals = {
  readonly added: number
  readonly repeated: number
  readonly conflicting: number
}

/** A reading of the last hour of a range after its end, because entries may appear after newer ones. */
export type LateReading = TimeRange & {
  readonly dueAt: string
  /** When it began, by the proxy's clock. */
  readonly at: string
  /** How many entries it added to the list. */
  readonly added: number
  /** Why it could not be read completely; the reading is then missing. */
  readonly failure?: string
}

/** The records of one source. */
export type SourceLedger = {
  readonly id: SourceId
  readonly verdict: Verdict
  /** Why the verdict is unknown although the source was read to its end, or why the source was set aside. */
  readonly reason: string | undefined
  readonly windows: readonly LedgerWindow[]
  readonly gaps: readonly LedgerGap[]
  readonly totals: LedgerTotals
  /** The readings for late entries that are over, and how many entries of the list arrived late. */
  readonly lateReadings: readonly LateReading[]
  readonly arrivedLate: number
}

/** All records at one moment, with the weakest verdict of the sources and the reason for it. */
export type LedgerSnapshot = {
  readonly verdict: Verdict
  readonly reason: string | undefined
  readonly sources: readonly SourceLedger[]
}

/** What happened to a window that was opened before. */
export type WindowEvent =
  | { kind: 'page-accepted'; page: LedgerPage }
  /** A page that nothing follows from, see `isUnused`. */
  | { kind: 'page-unused'; page: LedgerPage }
  | { kind: 'request-failed'; failure: LedgerFailure }
  /** Another window reads the rest of its time range. */
  | { kind: 'window-continued' }
  /** `isProven` tells whether the API showed that nothing follows. */
  | { kind: 'window-ended'; isProven: boolean }
  /** A poll read this time range completely. */
  | ({ kind: 'poll-completed' } & TimeRange)
  /** From now on these pages, and this many of the oldest failures, are counted instead of listed. */
  | { kind: 'requests-condensed'; pages: readonly LedgerPage[]; failures: number }

/** What happened to a source as a whole. */
type SourceEvent =
  | ({ kind: 'window-opened'; query: number; reason: LedgerReason } & TimeRange)
  | ({ kind: 'entries-committed'; late?: number } & LedgerTotals)
  | { kind: 'late-reading-ended'; reading: LateReading }
  | { kind: 'gap-found'; gap: LedgerGap }
  /** As `gap-found`, for a reason that many pages share: merged with the gap of the same query and reason. */
  | { kind: 'doubt-found'; gap: LedgerGap }
  /** A failure ended the reading: the gap begins where it stopped. */
  | { kind: 'source-set-aside'; gap: LedgerGap }
  /** What is missing up to where the other sources are was read after all, or the gap is replaced by another one. */
  | { kind: 'gap-closed'; gap: LedgerGap }
  /** The whole time range was read, apart from the gaps. */
  | { kind: 'source-ended' }

/** Everything that can be recorded. `window` is the number of a window of this source. */
export type LedgerEvent = { source: SourceId } & (SourceEvent | ({ window: number } & WindowEvent))

/** The ledger of a search. */
export type Ledger = {
  /** Records an event. Throws for an unknown source or window. */
  record: (event: LedgerEvent) => void
  /** The current snapshot: the same object until the next event. */
  read: () => LedgerSnapshot
}

/** The records of a source. Throws when the ledger does not have it. */
export function getSource(
  { sources }: Pick<LedgerSnapshot, 'sources'>,
  id: SourceId,
): SourceLedger {
  const source = sources.find((each) => each.id === id)
  if (!source) throw new RangeError(`No source ${id} in the ledger.`)
  return source
}

/** How many pages were accepted from all sources, including those no longer listed. */
export function countPages({ sources }: Pick<LedgerSnapshot, 'sources'>): number {
  const windows = sources.flatMap((source) => source.windows)
  return windows.reduce((sum, { pages, earlier }) => sum + pages.length + (earlier?.pages ?? 0), 0)
}
