/** The reducer of the ledger: what each event changes in the records of a source. Pure. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type {
  LedgerEvent,
  LedgerGap,
  LedgerPage,
  LedgerSum,
  LedgerWindow,
  SourceLedger,
  WindowEvent,
} from './ledger.ts'

const noSum: LedgerSum = { pages: 0, entries: 0, bytes: 0, refused: 0 }

/** The records after an event; parts that it does not concern are shared with the records before. */
export function reduceSource(source: SourceLedger, event: LedgerEvent): SourceLedger {
  switch (event.kind) {
    case 'window-opened':
      return { ...source, windows: [...source.windows, toNewWindow(source, event)] }
    case 'entries-committed': {
      const { totals } = source
      return {
        ...source,
        arrivedLate: source.arrivedLate + (event.late ?? 0),
        totals: {
          added: totals.added + event.added,
          repeated: totals.repeated + event.repeated,
          conflicting: totals.conflicting + event.conflicting,
        },
      }
    }
    case 'late-reading-ended':
      return { ...source, lateReadings: [...source.lateReadings, event.reading] }
    case 'gap-found':
      return { ...source, gaps: [...source.gaps, event.gap] }
    case 'doubt-found': {
      const doubted = { ...source, gaps: mergeGap(source.gaps, event.gap) }
      // Following brings pages after the verdict.
      return source.verdict === 'complete' ? { ...doubted, ...toFinalVerdict(doubted) } : doubted
    }
    case 'source-set-aside':
      return { ...source, gaps: [...source.gaps, event.gap], ...toOpenVerdict(source, event.gap) }
    case 'gap-closed': {
      const { since, before, query, reason } = event.gap
      const isClosed = (gap: LedgerGap) =>
        [gap.since, gap.before, gap.query, gap.reason].join() ===
        [since, before, query, reason].join()
      const gaps = source.gaps.filter((gap) => !isClosed(gap))
      return { ...source, gaps, ...toOpenVerdict(source) }
    }
    case 'source-ended': {
      const { verdict, reason } = toFinalVerdict(source)
      const isKnown = verdict === source.verdict && reason === source.reason
      return isKnown ? source : { ...source, verdict, reason }
    }
    default:
      return reduceWindows(source, event)
  }
}

/** The gaps with one more, which extends the time range of the gap with the same query and reason. */
function mergeGap(gaps: readonly LedgerGap[], gap: LedgerGap): readonly LedgerGap[] {
  const index = gaps.findIndex(({ query, reason }) => query === gap.query && reason === gap.reason)
  const present = gaps[index]
  if (!present) return [...gaps, gap]
  const since = toEarliest(present.since, gap.since)
  const before = toLatest(present.before, gap.before)
  return gaps.with(index, { ...present, since, before })
}

function reduceWindows(
  source: SourceLedger,
  event: WindowEvent & { window: number },
): SourceLedger {
  const index = event.window - 1
  const present = source.windows[index]
  if (!present) throw new RangeError(`No window ${event.window} in the ledger.`)
  const isFirstClaim = event.kind === 'page-accepted' && isFirstReading(present.reason)
  return {
    ...source,
    verdict: isFirstClaim ? 'partial' : source.verdict,
    windows: source.windows.with(index, reduceWindow(present, event)),
  }
}

function reduceWindow(window: LedgerWindow, event: WindowEvent): LedgerWindow {
  switch (event.kind) {
    case 'page-accepted':
      return { ...window, pages: [...window.pages, event.page] }
    case 'page-unused':
      return { ...window, pages: [...window.pages, { ...event.page, isUnused: true }] }
    case 'request-failed':
      return { ...window, retries: [...window.retries, event.failure] }
    case 'window-continued':
      return { ...window, outcome: 'continued' }
    case 'window-ended':
      return { ...window, outcome: event.isProven ? 'end' : 'unknown' }
    case 'poll-completed':
      return {
        ...window,
        since: toEarliest(window.since, event.since),
        // Until its first poll is complete, a window only says what was asked.
        before: window.outcome === 'end' ? toLatest(window.before, event.before) : event.before,
        outcome: 'end',
      }
    case 'requests-condensed':
      return condense(window, event.pages, event.failures)
    default:
      return event satisfies never
  }
}

function toNewWindow(
  { windows }: SourceLedger,
  { since, before, query, reason }: Extract<LedgerEvent, { kind: 'window-opened' }>,
): LedgerWindow {
  return {
    since,
    before,
    query,
    reason,
    number: windows.length + 1,
    pages: [],
    retries: [],
    outcome: 'reading',
  }
}

function condense(
  window: LedgerWindow,
  pages: readonly LedgerPage[],
  failures: number,
): LedgerWindow {
  const condensed = new Set(pages)
  const earlier = { ...noSum, ...window.earlier }
  return {
    ...window,
    pages: window.pages.filter((page) => !condensed.has(page)),
    retries: window.retries.slice(failures),
    earlier: {
      pages: earlier.pages + pages.length,
      entries: pages.reduce((sum, { count }) => sum + count, earlier.entries),
      bytes: pages.reduce((sum, { bytes }) => sum + bytes, earlier.bytes),
      refused: earlier.refused + failures,
    },
  }
}

/** The verdict about a source that was not read to its end. */
function toOpenVerdict(
  { windows }: SourceLedger,
  gap?: LedgerGap,
): Pick<SourceLedger, 'verdict' | 'reason'> {
  const hasPages = windows.some(
    ({ reason, pages }) => isFirstReading(reason) && pages.some(({ isUnused }) => !isUnused),
  )
  return { verdict: hasPages ? 'partial' : 'unknown', reason: gap?.reason }
}

/** Following reads beyond the time range that the verdict is about, and late entries are read in it again. */
function isFirstReading(reason: LedgerWindow['reason']): boolean {
  return reason !== 'follow' && reason !== 'late-entries'
}

function toFinalVerdict({ gaps }: SourceLedger): Pick<SourceLedger, 'verdict' | 'reason'> {
  const [first] = gaps
  if (!first) return { verdict: 'complete', reason: undefined }
  const others = gaps.length > 1 ? ` (and ${gaps.length - 1} more; see the ledger)` : ''
  return { verdict: 'unknown', reason: first.reason + others }
}

function toEarliest(a: string, b: string): string {
  return (findEpochMs(a) ?? 0) <= (findEpochMs(b) ?? 0) ? a : b
}

function toLatest(a: string, b: string): string {
  return (findEpochMs(a) ?? 0) >= (findEpochMs(b) ?? 0) ? a : b
}
