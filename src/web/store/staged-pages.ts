/** Pages that were judged and indexed but are not yet part of the list. */
import { parsePage } from '../../cloudflare/page.ts'
import type { StagedPage } from './entry-store.ts'
import type { EntryTable } from './entry-table.ts'
import type { StagedRows } from './merge-strands.ts'

/** The rows of a page that are left, the chain of requests that brought it, and its first row. */
export type StagedTicket = StagedRows & { chain: number; first: number }

/** The pages by their tickets. */
export type StagedPages = {
  stage: (bytes: ArrayBuffer, chain: number) => StagedPage
  get: (ticket: number) => StagedTicket | undefined
  /** Forgets a ticket, and the bytes of a page of which nothing became part of the list. */
  discard: (ticket: number) => void
}

/** Starts without pages. */
export function createStagedPages(table: EntryTable): StagedPages {
  const tickets = new Map<number, StagedTicket>()
  let lastTicket = 0
  return {
    stage(buffer, chain) {
      const bytes = new Uint8Array(buffer)
      const { page, problem } = parsePage(bytes)
      if (problem) return { problem }
      const { entries, nextCursor } = page
      const count = entries.length
      const first = count > 0 ? table.add(bytes, page) : 0
      tickets.set(++lastTicket, { next: first, end: first + count, chain, first })
      return {
        ticket: lastTicket,
        count,
        firstRow: first,
        nextCursor,
        lastTime: table.timeOf(entries[count - 1]),
        bytes: bytes.length,
      }
    },
    get: (ticket) => tickets.get(ticket),
    discard(ticket) {
      const staged = tickets.get(ticket)
      tickets.delete(ticket)
      const isUnused = staged && staged.next === staged.first && staged.end > staged.first
      if (isUnused) table.shelf.drop(table.shelf.findPage(staged.first))
    },
  }
}
