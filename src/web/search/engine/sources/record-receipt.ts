/** Records what a commit added of each source. */
import type { AppendReceipt } from '../../../store/entry-store.ts'
import { type Run, updateSource } from '../run.ts'

/** Records the counts of each source in the ledger, and adds its new entries to those that are loaded. */
export function recordReceipt(run: Run, { sources }: Pick<AppendReceipt, 'sources'>): void {
  for (const { number, source, loaded } of run.state.sources) {
    const counts = sources[source.id]
    if (!counts) continue
    run.ledger.record({ kind: 'entries-committed', source: source.id, ...counts })
    updateSource(run, number, { loaded: loaded + counts.added })
  }
}
