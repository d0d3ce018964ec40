/** Adds staged pages to the list: merges them by time and skips known entries. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { AppendCounts, AppendReceipt, CommitOptions, SourceId } from '../entry-store.ts'
import type { EntryOrder } from './entry-order.ts'
import type { EntryTable } from './entry-table.ts'
import type { KnownBySource } from './known-by-source.ts'
import type { Judgment } from './known-entries.ts'
import { mergeStreams } from './merge-streams.ts'
import type { StagedPages, StagedTicket } from './staged-pages.ts'

/** The parts of a store that a commit reads and changes. */
export type CommitParts = {
  table: EntryTable
  staged: StagedPages
  known: KnownBySource
  order: EntryOrder
  /** The rows that are marked as late. */
  late: Set<number>
}

/**
 * Commits streams of tickets. A ticket that is unknown or used up adds nothing. When the promise rejects, the pages
 * are still staged as before, so the commit can be retried.
 */
export async function commitPages(
  parts: CommitParts,
  streams: readonly (readonly number[])[],
  options: CommitOptions,
): Promise<AppendReceipt> {
  const { staged } = parts
  const pages = streams.map((tickets) => tickets.flatMap((ticket) => staged.get(ticket) ?? []))
  const savedPositions = pages.flat().map((page) => ({ page, next: page.next }))
  try {
    const receipt = await addPages(parts, pages, options)
    for (const ticket of streams.flat()) {
      const page = staged.get(ticket)
      if (page && page.next === page.end) staged.discard(ticket)
    }
    return receipt
  } catch (error) {
    for (const { page, next } of savedPositions) page.next = next
    throw error
  }
}

async function addPages(
  { table, known, order, late }: CommitParts,
  pages: readonly (readonly StagedTicket[])[],
  { at, direction, ties, until, untilStream, lateBefore }: CommitOptions,
): Promise<AppendReceipt> {
  const rows = mergeStreams(pages, {
    direction,
    untilMs: until === undefined ? undefined : findEpochMs(until),
    untilStream,
    timeAt: table.times.at,
  })
  const chainOf = createChainFinder(pages.flat())
  const counts = createCounts(table, lateBefore)
  const added: number[] = []
  for (const row of rows) {
    // Most judgments are synchronous; awaiting those as well would cost a microtask for each row.
    const answer = known.judge(row, chainOf(row))
    const judgment = typeof answer === 'string' ? answer : await answer
    counts.add(row, judgment)
    if (judgment !== 'repeated') added.push(row)
  }
  await order.add(Uint32Array.from(added), { at, direction, ...(ties && { ties }) })
  for (const row of counts.lateRows) late.add(row)
  return counts.toReceipt()
}

/** Counts what becomes of rows, in all and by source. */
function createCounts({ sourceOf, times }: EntryTable, lateBefore: string | undefined) {
  const lateBeforeMs = findEpochMs(lateBefore ?? '') ?? Number.NEGATIVE_INFINITY
  const none = { added: 0, repeated: 0, conflicting: 0 }
  const total: AppendCounts = { ...none, ...(lateBefore !== undefined && { late: 0 }) }
  const sources: Record<SourceId, AppendCounts> = {}
  const lateRows: number[] = []
  return {
    lateRows,
    add(row: number, judgment: Judgment): void {
      const { id } = sourceOf(row)
      const ofSource = sources[id] ?? { ...none, ...(lateBefore !== undefined && { late: 0 }) }
      sources[id] = ofSource
      const isLate = judgment !== 'repeated' && times.at(row) < lateBeforeMs
      if (isLate) lateRows.push(row)
      for (const counts of [total, ofSource]) {
        if (judgment === 'repeated') counts.repeated++
        else counts.added++
        if (judgment === 'conflicting') counts.conflicting++
        if (isLate) counts.late = (counts.late ?? 0) + 1
      }
    },
    toReceipt: (): AppendReceipt => ({ ...total, sources }),
  }
}

function createChainFinder(pages: readonly StagedTicket[]): (row: number) => number {
  return (row) => pages.find(({ first, end }) => row >= first && row < end)?.chain ?? 0
}
