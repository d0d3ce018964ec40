/** Creates ledgers. The only writer is `record`; a snapshot returned by `read` never changes. */

import type { Verdict } from '../../../query/verdict.ts'
import type { SourceId } from '../../store/entry-store.ts'
import {
  getSource,
  type Ledger,
  type LedgerReason,
  type LedgerSnapshot,
  type LedgerTotals,
  type SourceLedger,
} from './ledger.ts'
import { reduceSource } from './reduce-ledger.ts'

const noTotals: LedgerTotals = { added: 0, repeated: 0, conflicting: 0 }

/** Creates the ledger of a search over these sources, without records. */
export function createLedger(sources: readonly SourceId[]): Ledger {
  let snapshot = toLedgerSnapshot(
    sources.map((id) => ({
      id,
      verdict: 'unknown',
      reason: undefined,
      windows: [],
      gaps: [],
      totals: noTotals,
      lateReadings: [],
      arrivedLate: 0,
    })),
  )
  return {
    record(event) {
      const present = getSource(snapshot, event.source)
      const next = reduceSource(present, event)
      if (next === present) return
      snapshot = toLedgerSnapshot(snapshot.sources.map((each) => (each === present ? next : each)))
    },
    read: () => snapshot,
  }
}

/** Records a new window and returns the number by which later events name it. */
export function openLedgerWindow(
  ledger: Ledger,
  source: SourceId,
  window: { since: string; before: string; query: number; reason: LedgerReason },
): number {
  ledger.record({ kind: 'window-opened', source, ...window })
  return getSource(ledger.read(), source).windows.length
}

/** From the weakest to the strongest. */
const verdicts: readonly Verdict[] = ['unknown', 'partial', 'complete']

/** A snapshot with the weakest verdict of these sources. */
export function toLedgerSnapshot(sources: readonly SourceLedger[]): LedgerSnapshot {
  for (const verdict of verdicts) {
    const weakest = sources.find((each) => each.verdict === verdict)
    if (weakest) return { verdict, reason: weakest.reason, sources }
  }
  return { verdict: 'unknown', reason: undefined, sources }
}
