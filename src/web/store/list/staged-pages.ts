/** Pages that were checked and indexed but are not yet part of the list. */
import { findEntryText, type Page, parsePage } from '../../../cloudflare/page.ts'
import type { NamePair } from '../../../query/names/name-book.ts'
import type { SourceId, StagedPage } from '../entry-store.ts'
import type { EntryTable } from './entry-table.ts'
import type { KnownBySource } from './known-by-source.ts'
import { createNameLearner } from './learned-names.ts'
import type { StagedRows } from './merge-streams.ts'
import { createPolledRows } from './polled-rows.ts'
import { getTableSource, type TableSource } from './table-source.ts'

/** The uncommitted rows of a page, the chain of requests that brought it, and its first row. */
export type StagedTicket = StagedRows & { chain: number; first: number }

/** Staged pages by their tickets. */
export type StagedPages = {
  stage: (bytes: ArrayBuffer, chain: number, source: SourceId) => StagedPage
  /** Skips entries with an id that are in the list, or that an earlier call staged. */
  stageNew: (bytes: ArrayBuffer, chain: number, source: SourceId) => Promise<StagedPage>
  get: (ticket: number) => StagedTicket | undefined
  /** Drops a ticket. If no entry of its page was committed, also drops the bytes, and returns the first row. */
  discard: (ticket: number) => number | undefined
}

/** Entries, and their positions in the bytes. */
type PageEntries = Pick<Page, 'entries' | 'spans'>

/** Creates an empty set of staged pages. */
export function createStagedPages(table: EntryTable, known: KnownBySource): StagedPages {
  const tickets = new Map<number, StagedTicket>()
  const polled = createPolledRows()
  const learnNames = createNameLearner(table.sources)
  let lastTicket = 0

  function add(
    source: TableSource,
    bytes: Uint8Array<ArrayBuffer>,
    keptEntries: PageEntries,
    page: Page,
    chain: number,
  ) {
    const kept = keptEntries.entries.length
    const first = kept > 0 ? table.add(source, bytes, keptEntries) : 0
    tickets.set(++lastTicket, { next: first, end: first + kept, chain, first })
    const names = learnNames(source, keptEntries.entries, (index) => table.times.at(first + index))
    return toStaged(page, lastTicket, kept, first, source.timeOf, names)
  }

  async function isKnown(source: TableSource, id: string, text: string): Promise<boolean> {
    for (const row of polled.find(toKey(source, id))) {
      if ((await table.archive.read(row)) === text) return true
    }
    return known.holds(source.id, id, text)
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
      const { bytes, ...newEntries } = pickEntries(
        page,
        await listNewEntries(source, page, isKnown),
      )
      const staged = add(source, bytes, newEntries, page, chain)
      const keys = newEntries.entries.map((entry) => toKey(source, source.idOf(entry)))
      if (keys.length > 0) polled.add(staged.ticket, staged.firstRow, keys)
      return staged
    },
    get: (ticket) => tickets.get(ticket),
    discard(ticket) {
      const staged = tickets.get(ticket)
      if (!staged) return undefined
      tickets.delete(ticket)
      polled.remove(ticket, staged.first, staged.end)
      if (staged.next !== staged.first || staged.end === staged.first) return undefined
      table.archive.drop(table.archive.findPage(staged.first))
      return staged.first
    },
  }
}

function toStaged(
  page: Page,
  ticket: number,
  kept: number,
  firstRow: number,
  timeOf: TableSource['timeOf'],
  names: readonly NamePair[],
) {
  const count = page.entries.length
  return {
    ticket,
    count,
    kept,
    firstRow,
    nextCursor: page.nextCursor,
    lastTime: timeOf(page.entries[count - 1]),
    hasCount: page.hasCount,
    notObjects: page.notObjects,
    bytes: page.source.length,
    ...(names.length > 0 && { names }),
  }
}

const toKey = ({ number }: TableSource, id: string) => `${number} ${id}`

/**
 * The numbers of the entries of a page that are not known. Entries without an id are all listed: the list counts
 * them when they are committed.
 */
async function listNewEntries(
  source: TableSource,
  page: Page,
  isKnown: (source: TableSource, id: string, text: string) => Promise<boolean>,
): Promise<number[]> {
  const numbers: number[] = []
  for (const [number, entry] of page.entries.entries()) {
    const id = source.idOf(entry)
    const text = findEntryText(page, number)
    if (id === '' || text === undefined || !(await isKnown(source, id, text))) numbers.push(number)
  }
  return numbers
}

/** Copies some entries of a page, with only their bytes. */
function pickEntries(
  { source, entries, spans }: Page,
  picked: readonly number[],
): PageEntries & { bytes: Uint8Array<ArrayBuffer> } {
  const oldSpans = picked.map((number) => spans[number] ?? { start: 0, end: 0 })
  const bytes = new Uint8Array(oldSpans.reduce((sum, { start, end }) => sum + end - start, 0))
  let at = 0
  const newSpans = oldSpans.map(({ start, end }) => {
    bytes.set(source.subarray(start, end), at)
    at += end - start
    return { start: at - (end - start), end: at }
  })
  return { bytes, entries: picked.map((number) => entries[number]), spans: newSpans }
}
