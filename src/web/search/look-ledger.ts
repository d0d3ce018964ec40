/**
 * The account of following a search: one window of the ledger for each query, which grows with every look.
 * Following may go on for hours, so of what brought nothing new only the latest requests are listed.
 */
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { ResolvedTimeRange } from '../../query/time-range.ts'
import type { LedgerBook, LedgerPage, LedgerRetry, LedgerWindow } from './ledger.ts'

/** Requests of a query without news, and those without a page, that are listed; older ones are counted. */
const mostListed = 100

/** Writes the account of the looks at one query. */
export type LookLedger = {
  addPage: (page: LedgerPage) => void
  addRefusal: (refusal: LedgerRetry) => void
  /** A look at this stretch was read to its end. */
  extend: (timeRange: ResolvedTimeRange) => void
  /** Nothing came of these pages. */
  noteIdle: (pages: readonly LedgerPage[]) => void
}

/** Opens the account with the first look. `query` counts from 1. */
export function createLookLedger(
  book: LedgerBook,
  query: number,
  first: ResolvedTimeRange,
): LookLedger {
  const window: LedgerWindow = book.open({ ...first, query, reason: 'follow' })
  const idle: LedgerPage[] = []
  return {
    addPage: (page) => window.pages.push(page),
    addRefusal(refusal) {
      window.retries.push(refusal)
      if (window.retries.length > mostListed) {
        window.retries.shift()
        getEarlier(window).refused++
      }
    },
    extend({ since, before }) {
      window.since = earliest(window.since, since)
      // Before its first look was whole, a window claims no more than that it was asked.
      window.before = window.outcome === 'end' ? latest(window.before, before) : before
      window.outcome = 'end'
    },
    noteIdle(pages) {
      idle.push(...pages)
      for (const page of idle.splice(0, idle.length - mostListed)) {
        window.pages.splice(window.pages.indexOf(page), 1)
        const earlier = getEarlier(window)
        earlier.pages++
        earlier.entries += page.count
        earlier.bytes += page.bytes
      }
    },
  }
}

function getEarlier(window: LedgerWindow): NonNullable<LedgerWindow['earlier']> {
  window.earlier ??= { pages: 0, entries: 0, bytes: 0, refused: 0 }
  return window.earlier
}

function earliest(a: string, b: string): string {
  return (findEpochMs(a) ?? 0) <= (findEpochMs(b) ?? 0) ? a : b
}

function latest(a: string, b: string): string {
  return (findEpochMs(a) ?? 0) >= (findEpochMs(b) ?? 0) ? a : b
}
