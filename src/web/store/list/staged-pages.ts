/** Pages that were judged and indexed but are not yet part of the list. */
import { findEntryText, type Page, parsePage } from '../../../cloudflare/page.ts'
import type { SourceId, StagedPage } from '../entry-store.ts'
import type { EntryTable } from './entry-table.ts'
import type { KnownBySource } from './known-by-source.ts'
import type { StagedRows } from './merge-streams.ts'
import { getTableSource, type TableSource } from './table-source.ts'

/** The rows of a page that are left, the chain of requests that brought it, and its first row. */
export type StagedTicket = StagedRows & { chain: number; first: number }

/** The pages by their tickets. */
export type StagedPages = {
  stage: (bytes: ArrayBuffer, chain: number, source: SourceId) => StagedPage
  /** Leaves out entries with an id that are in the list, or wait since an earlier page was staged so. */
  stageNew: (bytes: ArrayBuffer, chain: number, source: SourceId) => Promise<StagedPage>
  get: (ticket: number) => StagedTicket | undefined
  /**
   * Forgets a ticket, and the bytes of a page of which nothing became part of the list; returns its first row
   * then.
   */
  discard: (ticket: number) => number | undefined
}

type Places = Pick<Page, 'entries' | 'spans'>

/** Starts without pages. */
export function createStagedPages(table: EntryTable, known: KnownBySource): StagedPages {
  const tickets = new Map<number, StagedTicket>()
  /** Rows that `stageNew` kept, by source and id, and these keys by the tickets that brought them. */
  const waiting = new Map<string, number[]>()
  const waitingKeys = new Map<number, readonly string[]>()
  let lastTicket = 0

  function add(
    source: TableSource,
    bytes: Uint8Array<ArrayBuffer>,
    places: Places,
    page: Page,
    chain: number,
  ) {
    const kept = places.entries.length
    const first = kept > 0 ? table.add(source, bytes, places) : 0
    tickets.set(++lastTicket, { next: first, end: first + kept, chain, first })
    const count = page.entries.length
    return {
      ...{ ticket: lastTicket, count, kept, firstRow: first },
      nextCursor: page.nextCursor,
      lastTime: source.timeOf(page.entries[count - 1]),
      bytes: page.source.length,
    }
  }

  async function isHeld(source: TableSource, id: string, text: string): Promise<boolean> {
    for (const row of waiting.get(toKey(source, id)) ?? []) {
      if ((await table.shelf.read(row)) === text) return true
    }
    return known.holds(source.id, id, text)
  }

  /** Without an id only the list can tell, which counts how often an entry came. */
  async function findNewPlaces(source: TableSource, page: Page): Promise<number[]> {
    const found: number[] = []
    for (const [place, entry] of page.entries.entries()) {
      const id = source.idOf(entry)
      const text = findEntryText(page, place)
      if (id === '' || text === undefined || !(await isHeld(source, id, text))) found.push(place)
    }
    return found
  }

  function letWait(ticket: number, firstRow: number, keys: readonly string[]): void {
    waitingKeys.set(ticket, keys)
    for (const [i, key] of keys.entries()) {
      waiting.set(key, [...(waiting.get(key) ?? []), firstRow + i])
    }
  }

  function endWaiting(ticket: number, { first, end }: StagedTicket): void {
    for (const key of waitingKeys.get(ticket) ?? []) {
      const others = (waiting.get(key) ?? []).filter((row) => row < first || row >= end)
      if (others.length > 0) waiting.set(key, others)
      else waiting.delete(key)
    }
    waitingKeys.delete(ticket)
  }

  return {
    stage(buffer, chain, sourceId) {
      const source = getTableSource(table.sources, sourceId)
      const bytes = new Uint8Array(buffer)
      const { page, problem } = parsePage(bytes)
      return problem ? { problem } : add(source, bytes, page, page, chain)
    },
    async stageNew(buffer, chain, sourceId) {
      const source = getTableSource(table.sources, sourceId)
      const { page, problem } = parsePage(new Uint8Array(buffer))
      if (problem) return { problem }
      const { bytes, ...places } = pickEntries(page, await findNewPlaces(source, page))
      const staged = add(source, bytes, places, page, chain)
      const keys = places.entries.map((entry) => toKey(source, source.idOf(entry)))
      if (keys.length > 0) letWait(staged.ticket, staged.firstRow, keys)
      return staged
    },
    get: (ticket) => tickets.get(ticket),
    discard(ticket) {
      const staged = tickets.get(ticket)
      if (!staged) return undefined
      tickets.delete(ticket)
      endWaiting(ticket, staged)
      if (staged.next !== staged.first || staged.end === staged.first) return undefined
      table.shelf.drop(table.shelf.findPage(staged.first))
      return staged.first
    },
  }
}

const toKey = ({ number }: TableSource, id: string) => `${number} ${id}`

/** Some entries of a page with their bytes alone. */
function pickEntries(
  { source, entries, spans }: Page,
  picked: readonly number[],
): Places & { bytes: Uint8Array<ArrayBuffer> } {
  const old = picked.map((place) => spans[place] ?? { start: 0, end: 0 })
  const bytes = new Uint8Array(old.reduce((sum, { start, end }) => sum + end - start, 0))
  let at = 0
  const moved = old.map(({ start, end }) => {
    bytes.set(source.subarray(start, end), at)
    at += end - start
    return { start: at - (end - start), end: at }
  })
  return { bytes, entries: picked.map((place) => entries[place]), spans: moved }
}
