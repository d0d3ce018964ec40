/** Pages that were checked and indexed but are not yet part of the list. */
import { type Page, parsePage } from '../../../cloudflare/page.ts'
import type { NamePair } from '../../../query/names/name-book.ts'
import type { SourceId, StagedPage } from '../entry-store.ts'
import type { LeafRun } from '../page-leaves.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import type { EntryTable } from './entry-table.ts'
import type { KnownBySource } from './known-by-source.ts'
import { createNameLearner } from './learned-names.ts'
import type { StagedRows } from './merge-streams.ts'
import { createPageRuns } from './page-runs.ts'
import {
  type FoundEntry,
  findEntries,
  type PageEntries,
  pickNew,
  toLeafRuns,
} from './polled-page.ts'
import { createPolledRows } from './polled-rows.ts'
import type { RowRange } from './source-rows.ts'
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
  /** The entries of a page in its order, whatever became of it; as rows only those that can no longer be dropped. */
  readLeaves: (ticket: number) => Promise<readonly LeafRun[]>
  forgetLeaves: (tickets: readonly number[]) => void
}

/** The longest body of a page without entries that is returned. */
const maxBodyBytes = 65_536

/** Creates an empty set of staged pages. */
export function createStagedPages(
  table: EntryTable,
  known: KnownBySource,
  tasks: PageTasks,
): StagedPages {
  const tickets = new Map<number, StagedTicket>()
  const polled = createPolledRows()
  const leaves = createPageRuns(table.archive, tasks)
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

  async function findKnown(source: TableSource, id: string, text: string): Promise<FoundEntry> {
    for (const row of polled.find(toKey(source, id))) {
      if ((await table.archive.read(row)) === text) return 'waiting'
    }
    return (await known.findSame(source.id, id, text)) ?? 'new'
  }

  return {
    stage(buffer, chain, sourceId) {
      const source = getTableSource(table.sources, sourceId)
      const bytes = new Uint8Array(buffer)
      const { page, problem } = parsePage(bytes)
      if (problem) return { problem }
      const staged = add(source, bytes, page, page, chain)
      const { ticket, firstRow, count } = staged
      leaves.add(ticket, count > 0 ? [{ firstRow, count }] : [])
      return staged
    },
    async stageNew(buffer, chain, sourceId) {
      const source = getTableSource(table.sources, sourceId)
      const received = new Uint8Array(buffer)
      const { page, problem } = parsePage(received)
      if (problem) return { problem }
      const found = await findEntries(source, page, findKnown)
      const { bytes, ...newEntries } = pickNew(page, found)
      const staged = add(source, bytes, newEntries, page, chain)
      const { ticket, firstRow } = staged
      const keys = newEntries.entries.map((entry) => toKey(source, source.idOf(entry)))
      if (keys.length > 0) polled.add(ticket, firstRow, keys)
      leaves.add(ticket, toLeafRuns(tasks, { bytes: received, spans: page.spans, found, firstRow }))
      return staged
    },
    get: (ticket) => tickets.get(ticket),
    discard(ticket) {
      const staged = tickets.get(ticket)
      if (!staged) return undefined
      tickets.delete(ticket)
      polled.remove(ticket, staged.first, staged.end)
      const dropped = findDroppable(staged)
      if (!dropped) return undefined
      leaves.drop(ticket, dropped)
      table.archive.drop(table.archive.findPage(staged.first))
      return staged.first
    },
    readLeaves: (ticket) => leaves.read(ticket, findDroppable(tickets.get(ticket))),
    forgetLeaves: leaves.forget,
  }
}

/** The rows that discarding a page drops: all of them, unless an entry of it was committed. */
function findDroppable(staged: StagedTicket | undefined): RowRange | undefined {
  if (!staged || staged.next !== staged.first || staged.end === staged.first) return undefined
  return { from: staged.first, to: staged.end }
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
    ...(count === 0 && page.source.length <= maxBodyBytes && { body: toText(page.source) }),
    ...(names.length > 0 && { names }),
  }
}

const toKey = ({ number }: TableSource, id: string) => `${number} ${id}`

const bodyDecoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The text of a body, with a byte order mark if it has one. */
const toText = (bytes: Uint8Array) => bodyDecoder.decode(bytes)
