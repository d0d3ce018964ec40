/** The entry store in columns, in the calling thread. The store's worker runs it, and so do tests. */
import type { Direction } from '../../query/log-query.ts'
import { countFacet } from './answers/count-facet.ts'
import { countHistogram } from './answers/count-histogram.ts'
import { findInView } from './answers/find-in-view.ts'
import { findRow, seekTime } from './answers/find-row.ts'
import type { EntryStore, StoreSize, StoreSource, StoreView } from './entry-store.ts'
import { createEntryOpener, type EntryTransfer } from './entry-transfer.ts'
import { type CommitParts, commitPages } from './list/commit-pages.ts'
import { countNew } from './list/count-new.ts'
import { createEntryOrder, type EntryOrder } from './list/entry-order.ts'
import { createEntryTable } from './list/entry-table.ts'
import { createKnownBySource } from './list/known-by-source.ts'
import { createStagedPages } from './list/staged-pages.ts'
import { createPageTasks, type PageTasks } from './pages/page-tasks.ts'
import { readAllTexts, readTexts } from './pages/read-texts.ts'

/** The store, with methods that return entries in the form in which they are sent to another thread. */
export type ColumnEntryStore = EntryStore & {
  transferRows: (from: number, to: number) => Promise<EntryTransfer>
  transferRow: (row: number) => Promise<EntryTransfer | undefined>
}

/** Creates an empty store for entries of one source or several; `tasks` processes whole pages. */
export function createColumnEntryStore(
  sources: readonly StoreSource[],
  tasks: PageTasks = createPageTasks(),
): ColumnEntryStore {
  const table = createEntryTable(sources, tasks)
  const known = createKnownBySource(table)
  const staged = createStagedPages(table, known)
  const order = createEntryOrder(table, tasks)
  const late = new Set<number>()
  const parts = { table, staged, known, order, late }
  const queue = createQueue()
  const openEntries = createEntryOpener(sources)
  const { transferRows, transferRow } = createTransfers(parts)
  const view = createViewControl(order)
  let direction: Direction = 'desc'
  const shownRows = () => order.shown().list

  return {
    stage: async (bytes, chain, source) => staged.stage(bytes, chain, source),
    stageNew: (bytes, chain, source) => queue(() => staged.stageNew(bytes, chain, source)),
    commit: (streams, options) =>
      queue(async () => {
        direction = options.direction
        const receipt = await commitPages(parts, streams, options)
        return { ...receipt, ...order.size() }
      }),
    countNew: (tickets) => queue(() => countNew(parts, tickets)),
    discard: (tickets) =>
      queue(async () => tickets.flatMap((ticket) => staged.discard(ticket) ?? [])),
    setView(nextView) {
      const signal = view.cancelPrevious()
      return queue(() => view.set(nextView, signal))
    },
    size: order.size,
    transferRows,
    transferRow,
    rows: async (from, to) => openEntries(await transferRows(from, to)),
    async get(row) {
      const transfer = await transferRow(row)
      return transfer && openEntries(transfer)[0]
    },
    raw: async (row) => {
      if (!order.has(row)) throw new RangeError(`No entry at ${row}.`)
      return table.archive.read(row)
    },
    listRows: (of) => queue(async () => (of === 'all' ? order.all() : shownRows()).slice()),
    readTexts: async (rows, room) => {
      const missing = rows.find((row) => !order.has(row))
      if (missing !== undefined) throw new RangeError(`No entry at ${missing}.`)
      return readTexts(table.archive, rows, room)
    },
    async locate(id, time, source) {
      const row = await findRow(table, known, order.has, id, time, source)
      return row === undefined ? undefined : { row, index: shownRows().indexOf(row) }
    },
    seek: async (timeMs) => seekTime(table.times.at, shownRows().slice(), timeMs, direction),
    facet: (question) => {
      const { mask, list } = order.shown()
      return countFacet(table, tasks, { mask, shown: list.length() }, question)
    },
    histogram: async (question) => countHistogram(table, order.shown().mask, question),
    findText: (text, onProgress, signal) =>
      findInView(table, tasks, shownRows().slice(), text, onProgress, signal),
    dispose() {
      view.cancelPrevious()
      table.archive.dispose()
      tasks.dispose()
    },
  }
}

/** Prepares to collect entries for sending them to another thread. */
function createTransfers({ table, known, order, late }: CommitParts) {
  async function toTransfer(
    rows: Uint32Array<ArrayBuffer>,
    firstIndex: number,
  ): Promise<EntryTransfer> {
    return {
      rows,
      firstIndex,
      sources: Uint16Array.from(rows, (row) => table.sourceOf(row).number),
      conflicting: Uint8Array.from(rows, (row) => (known.isConflicting(row) ? 1 : 0)),
      late: Uint8Array.from(rows, (row) => (late.has(row) ? 1 : 0)),
      occurrences: Uint32Array.from(rows, known.occurrenceOf),
      texts: await readAllTexts(table.archive, rows),
    }
  }

  return {
    transferRows: (from: number, to: number) =>
      toTransfer(order.shown().list.slice(from, to), Math.max(from, 0)),
    async transferRow(row: number): Promise<EntryTransfer | undefined> {
      if (!order.has(row)) return undefined
      return toTransfer(Uint32Array.of(row), order.shown().list.indexOf(row))
    },
  }
}

/** Changes the view; a new change cancels the one before it. */
function createViewControl(order: EntryOrder) {
  let latest = new AbortController()
  return {
    /** Cancels a change that is waiting or running, and returns the signal of the next one. */
    cancelPrevious(): AbortSignal {
      latest.abort()
      latest = new AbortController()
      return latest.signal
    },
    /** Changes the view. A cancelled change is no error, because the next change is already queued. */
    async set(view: StoreView, signal: AbortSignal): Promise<StoreSize> {
      try {
        await order.setView(view, signal)
      } catch (error) {
        if (!signal.aborted) throw error
      }
      return order.size()
    },
  }
}

/** Runs changes one after the other, even after one has failed. */
function createQueue(): <T>(change: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (change) => {
    const result = last.then(change, change)
    last = result.catch(() => undefined)
    return result
  }
}
