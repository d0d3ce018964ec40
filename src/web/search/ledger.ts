/**
 * The ledger: the account of what was asked and fetched for a search, request by request. It is
 * evidence, so it says what was refused and read again as well.
 */
import type { ResolvedTimeRange } from '../../query/time-range.ts'
import type { ChainReason } from './window-state.ts'

/** One page that counted. */
export type LedgerPage = {
  /** When it arrived, by the proxy's clock. */
  at: string
  /** Path and query below `/client/v4`. */
  request: string
  /** Entries that it held. */
  count: number
  /** The cursor that it named; empty when none. */
  nextCursor: string
  bytes: number
  /** The id under which the proxy logged the request. */
  requestId: string
}

/** One request without a page: what went wrong, in words. */
export type LedgerRetry = { at: string; request: string; reason: string }

/** Requests that are counted only: those that brought a page with what it held, and those refused. */
export type LedgerSum = { pages: number; entries: number; bytes: number; refused: number }

/** Why a window was opened: as chains are, or by following. */
export type LedgerReason = ChainReason | 'follow'

/** One chain of pages over a window of time. */
export type LedgerWindow = ResolvedTimeRange & {
  number: number
  /** Which of several queries it belongs to, from 1. */
  query: number
  reason: LedgerReason
  pages: LedgerPage[]
  retries: LedgerRetry[]
  /** Requests that are no longer listed, where a window grows for hours: those that nothing new came of. */
  earlier?: LedgerSum
  outcome: 'reading' | 'end' | 'continued' | 'unknown'
}

/** A stretch of time of which it is not known whether all of it was read. */
export type LedgerGap = ResolvedTimeRange & { query: number; reason: string }

/** What became of the entries received. */
export type LedgerTotals = { added: number; repeated: number; conflicting: number }

/** The account so far. */
export type Ledger = {
  windows: readonly LedgerWindow[]
  gaps: readonly LedgerGap[]
  totals: LedgerTotals
}

/** Writes the account. */
export type LedgerBook = {
  open: (window: ResolvedTimeRange & { query: number; reason: LedgerReason }) => LedgerWindow
  addReceipt: (receipt: LedgerTotals) => void
  addGap: (gap: LedgerGap) => void
  read: () => Ledger
}

/** An empty ledger. */
export function createLedger(): LedgerBook {
  const windows: LedgerWindow[] = []
  const gaps: LedgerGap[] = []
  const totals: LedgerTotals = { added: 0, repeated: 0, conflicting: 0 }
  return {
    open(window) {
      const opened: LedgerWindow = {
        ...window,
        number: windows.length + 1,
        pages: [],
        retries: [],
        outcome: 'reading',
      }
      windows.push(opened)
      return opened
    },
    addReceipt({ added, repeated, conflicting }) {
      totals.added += added
      totals.repeated += repeated
      totals.conflicting += conflicting
    },
    addGap: (gap) => gaps.push(gap),
    read: () => ({ windows, gaps, totals }),
  }
}
