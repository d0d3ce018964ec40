/**
 * Records polls in the ledger: one window for each query, which grows with every poll. Following may go on
 * for hours, so only the latest requests that brought nothing new are listed; older ones are counted. Each
 * reading for late entries has windows of its own.
 */
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { SourceId } from '../../store/entry-store.ts'
import { openLedgerWindow } from '../engine/create-ledger.ts'
import type { Ledger, LedgerFailure, LedgerPage, LedgerReason } from '../engine/ledger.ts'

/** How many requests without new entries, and how many failed ones, are listed for a query. */
const maxListed = 100

/** A page of a poll, and its ticket in the store. */
export type PolledPage = { readonly page: LedgerPage; readonly ticket: number }

/** Records the polls of one query. */
export type PollLedger = {
  addPage: (page: LedgerPage) => void
  addFailure: (failure: LedgerFailure) => void
  /** Records that a poll read this time range completely. */
  extend: (timeRange: ResolvedTimeRange) => void
  /** Records that these pages brought nothing new. */
  noteIdle: (pages: readonly PolledPage[]) => void
  /** Records that the time range was not read completely. */
  giveUp: () => void
}

/**
 * Opens a window of the ledger for the first poll of a query; `query` counts from 1. `forget` is called with the tickets of
 * pages that are no longer listed.
 */
export function createPollLedger(
  ledger: Ledger,
  source: SourceId,
  query: number,
  { since, before }: ResolvedTimeRange,
  reason: LedgerReason,
  forget: (tickets: readonly number[]) => void,
): PollLedger {
  const window = openLedgerWindow(ledger, source, { since, before, query, reason })
  const idle: PolledPage[] = []
  let failures = 0
  const condense = (pages: readonly LedgerPage[], failed: number) =>
    ledger.record({ kind: 'requests-condensed', source, window, pages, failures: failed })
  return {
    addPage: (page) => ledger.record({ kind: 'page-accepted', source, window, page }),
    addFailure(failure) {
      ledger.record({ kind: 'request-failed', source, window, failure })
      failures++
      if (failures <= maxListed) return
      condense([], failures - maxListed)
      failures = maxListed
    },
    extend: (timeRange) => ledger.record({ kind: 'poll-completed', source, window, ...timeRange }),
    noteIdle(pages) {
      idle.push(...pages)
      const old = idle.splice(0, Math.max(0, idle.length - maxListed))
      if (old.length === 0) return
      condense(
        old.map(({ page }) => page),
        0,
      )
      forget(old.map(({ ticket }) => ticket))
    },
    giveUp: () => ledger.record({ kind: 'window-ended', source, window, isProven: false }),
  }
}
