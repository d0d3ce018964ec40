/** One reading for late entries: what it reads, and what it adds to the list and to the ledger. */

import { formatInstant } from '../../../cloudflare/instant.ts'
import { getSourceRun, type Run, update } from '../engine/run.ts'
import { toSizeState } from '../engine/search-state.ts'
import { recordReceipt } from '../engine/sources/record-receipt.ts'
import { type Following, inTurn } from './apply-poll.ts'
import type { Poll } from './read-poll.ts'
import type { PolledSource } from './read-sources.ts'

/** A source in a reading, and how many entries of it were added. */
type LateSource = PolledSource & { added: number }

/** A reading that has begun. */
export type OpenReading = {
  dueMs: number
  begunMs: number
  /** The time that it is to read; following may move the end of the list meanwhile. */
  fromMs: number
  endMs: number
  sources: LateSource[]
  /** Parts are read newest first; the time from here on is read. */
  untilMs: number
  /** The longest part that may be read at once. */
  maxPartMs: number
}

/** Adds what a reading brought to the list. */
export async function addToList(
  following: Following,
  poll: Poll,
  { endMs, sources }: OpenReading,
  signal: AbortSignal,
): Promise<void> {
  const { run } = following
  const { store, direction } = run.plan.parts
  await inTurn(following, async () => {
    const streams = poll.tickets.filter((tickets) => tickets.length > 0)
    if (poll.kept === 0 || signal.aborted) {
      void store.discard(streams.flat())
      signal.throwIfAborted()
      return
    }
    const lateBefore = formatInstant(endMs)
    const receipt = await store.commit(streams, { at: 'start', direction, lateBefore })
    recordReceipt(run, receipt)
    for (const source of sources) {
      const { id } = getSourceRun(run, source.number).source
      source.added += receipt.sources[id]?.added ?? 0
    }
    const { added, conflicting } = receipt
    const { search } = run.state
    const revision = search.revision + Math.min(1, added)
    update(run, {
      search: {
        ...toSizeState(receipt),
        conflicting: search.conflicting + conflicting,
        revision,
        ...(added > 0 && { quietRevision: revision }),
      },
    })
  })
}

/** Records the reading for each source: `failure` is that of sources without a failure of their own. */
export function recordReading(run: Run, open: OpenReading, failure?: string): void {
  for (const source of open.sources) {
    const reason = source.failure ?? failure
    if (reason !== undefined) for (const ledger of source.ledgers) ledger.giveUp()
    run.ledger.record({
      kind: 'late-reading-ended',
      source: getSourceRun(run, source.number).source.id,
      reading: {
        since: formatInstant(open.fromMs),
        before: formatInstant(open.endMs),
        dueAt: formatInstant(open.dueMs),
        at: formatInstant(open.begunMs),
        added: source.added,
        ...(reason !== undefined && { failure: reason }),
      },
    })
  }
}
