/** Adds staged pages to the list: merges them by time and skips known entries. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { AppendReceipt, CommitOptions } from '../entry-store.ts'
import type { EntryOrder } from './entry-order.ts'
import type { EntryTable } from './entry-table.ts'
import type { KnownBySource } from './known-by-source.ts'
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
  { at, direction, until, untilStream, lateBefore }: CommitOptions,
): Promise<AppendReceipt> {
  const rows = mergeStreams(pages, {
    direction,
    untilMs: until === undefined ? undefined : findEpochMs(until),
    untilStream,
    timeAt: table.times.at,
  })
  const chainOf = createChainFinder(pages.flat())
  const receipt: AppendReceipt = { added: 0, repeated: 0, conflicting: 0 }
  const added: number[] = []
  for (const row of rows) {
    // Most judgments are synchronous; awaiting those as well would cost a microtask for each row.
    const answer = known.judge(row, chainOf(row))
    const judgment = typeof answer === 'string' ? answer : await answer
    if (judgment === 'repeated') {
      receipt.repeated++
      continue
    }
    if (judgment === 'conflicting') receipt.conflicting++
    receipt.added++
    added.push(row)
  }
  await order.add(Uint32Array.from(added), at, direction)
  if (lateBefore === undefined) return receipt
  const lateBeforeMs = findEpochMs(lateBefore) ?? Number.NEGATIVE_INFINITY
  const lateRows = added.filter((row) => table.times.at(row) < lateBeforeMs)
  for (const row of lateRows) late.add(row)
  return { ...receipt, late: lateRows.length }
}

function createChainFinder(pages: readonly StagedTicket[]): (row: number) => number {
  return (row) => pages.find(({ first, end }) => row >= first && row < end)?.chain ?? 0
}
