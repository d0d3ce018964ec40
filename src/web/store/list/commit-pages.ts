/** Makes staged pages part of the list: merged by time, known entries left out. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { AppendReceipt, CommitOptions } from '../entry-store.ts'
import type { EntryOrder } from './entry-order.ts'
import type { EntryTable } from './entry-table.ts'
import type { KnownBySource } from './known-by-source.ts'
import { mergeStreams } from './merge-streams.ts'
import type { StagedPages, StagedTicket } from './staged-pages.ts'

/** The parts of a store that staged pages are compared with, and join. */
export type CommitParts = {
  table: EntryTable
  staged: StagedPages
  known: KnownBySource
  order: EntryOrder
}

/**
 * Commits strands of tickets; a ticket that is unknown or used up adds nothing. When it rejects, the pages are
 * staged as they were, so that it can be tried again.
 */
export async function commitPages(
  parts: CommitParts,
  strands: readonly (readonly number[])[],
  options: CommitOptions,
): Promise<AppendReceipt> {
  const { staged } = parts
  const pages = strands.map((tickets) => tickets.flatMap((each) => staged.get(each) ?? []))
  const places = pages.flat().map((page) => ({ page, next: page.next }))
  try {
    const receipt = await joinPages(parts, pages, options)
    for (const ticket of strands.flat()) {
      const page = staged.get(ticket)
      if (page && page.next === page.end) staged.discard(ticket)
    }
    return receipt
  } catch (error) {
    for (const { page, next } of places) page.next = next
    throw error
  }
}

async function joinPages(
  { table, known, order }: CommitParts,
  pages: readonly (readonly StagedTicket[])[],
  { place, direction, until, untilStrand }: CommitOptions,
): Promise<AppendReceipt> {
  const rows = mergeStreams(pages, {
    direction,
    untilMs: until === undefined ? undefined : findEpochMs(until),
    untilStrand,
    timeAt: table.times.at,
  })
  const chainOf = createChainFinder(pages.flat())
  const receipt: AppendReceipt = { added: 0, repeated: 0, conflicting: 0 }
  const added: number[] = []
  for (const row of rows) {
    const judging = known.judge(row, chainOf(row))
    const judgment = typeof judging === 'string' ? judging : await judging
    if (judgment === 'repeated') {
      receipt.repeated++
      continue
    }
    if (judgment === 'conflicting') receipt.conflicting++
    receipt.added++
    added.push(row)
  }
  await order.add(Uint32Array.from(added), place)
  return receipt
}

function createChainFinder(pages: readonly StagedTicket[]): (row: number) => number {
  return (row) => pages.find(({ first, end }) => row >= first && row < end)?.chain ?? 0
}
