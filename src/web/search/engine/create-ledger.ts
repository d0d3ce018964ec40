/** Creates ledgers. The only writer is `record`; a snapshot returned by `read` never changes. */
import {
  getSource,
  type Ledger,
  type LedgerBook,
  type LedgerReason,
  type LedgerTotals,
  type SourceLedger,
  type Verdict,
} from './ledger.ts'
import { reduceSource } from './reduce-ledger.ts'
import type { SourceId } from './source-id.ts'

const noTotals: LedgerTotals = { added: 0, repeated: 0, conflicting: 0 }

/** Creates the ledger of a search over these sources, without records. */
export function createLedger(sources: readonly SourceId[]): LedgerBook {
  let ledger = toLedger(
    sources.map((id) => ({
      id,
      verdict: 'unknown',
      reason: undefined,
      windows: [],
      gaps: [],
      totals: noTotals,
    })),
  )
  return {
    record(event) {
      const present = getSource(ledger, event.source)
      const next = reduceSource(present, event)
      if (next === present) return
      ledger = toLedger(ledger.sources.map((each) => (each === present ? next : each)))
    },
    read: () => ledger,
  }
}

/** Records a new window and returns the number by which later events name it. */
export function openLedgerWindow(
  book: LedgerBook,
  source: SourceId,
  window: { since: string; before: string; query: number; reason: LedgerReason },
): number {
  book.record({ kind: 'window-opened', source, ...window })
  return getSource(book.read(), source).windows.length
}

/** From the weakest to the strongest. */
const verdicts: readonly Verdict[] = ['unknown', 'partial', 'complete']

function toLedger(sources: readonly SourceLedger[]): Ledger {
  for (const verdict of verdicts) {
    const weakest = sources.find((each) => each.verdict === verdict)
    if (weakest) return { verdict, reason: weakest.reason, sources }
  }
  return { verdict: 'unknown', reason: undefined, sources }
}
