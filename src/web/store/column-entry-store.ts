/**
 * The list of entries in columns, in the thread that asks. The worker answers with this, and tests ask it
 * directly.
 */
import type { Direction } from '../../query/log-query.ts'
import { countFacet } from './answers/count-facet.ts'
import { countHistogram } from './answers/count-histogram.ts'
import { findInView } from './answers/find-in-view.ts'
import { findRow, seekTime } from './answers/find-row.ts'
import type { EntryStore, StoreSource } from './entry-store.ts'
import { createEntryOpener, type EntryTransfer } from './entry-transfer.ts'
import { commitPages } from './list/commit-pages.ts'
import { countNew } from './list/count-new.ts'
import { createEntryOrder } from './list/entry-order.ts'
import { createEntryTable } from './list/entry-table.ts'
import { createKnownBySource } from './list/known-by-source.ts'
import { createStagedPages } from './list/staged-pages.ts'
import { createPageTasks, type PageTasks } from './pages/page-tasks.ts'
import { readAllTexts, readTexts } from './pages/read-texts.ts'

/** The store, which also gives entries in the form in which they cross to another thread. */
export type ColumnEntryStore = EntryStore & {
  transferRows: (from: number, to: number) => Promise<EntryTransfer>
  transferRow: (row: number) => Promise<EntryTransfer | undefined>
}

/** Creates an empty store for entries of one source or several; `labor` does the work on whole pages. */
export function createColumnEntryStore(
  sources: readonly StoreSource[],
  labor: PageTasks = createPageTasks(),
): ColumnEntryStore {
  const table = createEntryTable(sources, labor)
  const known = createKnownBySource(table)
  const staged = createStagedPages(table, known)
  const order = createEntryOrder(table, labor)
  const queue = createQueue()
  let direction: Direction = 'desc'
  let choice = new AbortController()

  const openEntries = createEntryOpener(sources)

  async function toTransfer(
    rows: Uint32Array<ArrayBuffer>,
    firstIndex: number,
  ): Promise<EntryTransfer> {
    return {
      rows,
      firstIndex,
      sources: Uint16Array.from(rows, (row) => table.sourceOf(row).number),
      conflicting: Uint8Array.from(rows, (row) => (known.isConflicting(row) ? 1 : 0)),
      texts: await readAllTexts(table.shelf, rows),
    }
  }

  const transferRows = (from: number, to: number) =>
    toTransfer(shownRows().slice(from, to), Math.max(from, 0))

  async function transferRow(row: number): Promise<EntryTransfer | undefined> {
    if (!order.has(row)) return undefined
    return toTransfer(Uint32Array.of(row), shownRows().indexOf(row))
  }

  const shownRows = () => order.shown().list

  return {
    stage: async (bytes, chain, source) => staged.stage(bytes, chain, source),
    stageNew: (bytes, chain, source) => queue(() => staged.stageNew(bytes, chain, source)),
    commit: (strands, options) =>
      queue(async () => {
        direction = options.direction
        const receipt = await commitPages({ table, staged, known, order }, strands, options)
        return { ...receipt, ...order.size() }
      }),
    countNew: (tickets) => queue(() => countNew({ table, staged, known, order }, tickets)),
    discard: (tickets) =>
      queue(async () => tickets.flatMap((ticket) => staged.discard(ticket) ?? [])),
    setView(view) {
      choice.abort()
      choice = new AbortController()
      const { signal } = choice
      return queue(async () => {
        try {
          await order.setView(view, signal)
        } catch (error) {
          // The later choice waits behind this one and will be shown.
          if (!signal.aborted) throw error
        }
        return order.size()
      })
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
      return table.shelf.read(row)
    },
    listRows: (of) => queue(async () => (of === 'all' ? order.all() : shownRows()).slice()),
    readTexts: async (rows, room) => {
      const missing = rows.find((row) => !order.has(row))
      if (missing !== undefined) throw new RangeError(`No entry at ${missing}.`)
      return readTexts(table.shelf, rows, room)
    },
    async locate(id, time, source) {
      const row = await findRow(table, known, order.has, id, time, source)
      return row === undefined ? undefined : { row, index: shownRows().indexOf(row) }
    },
    seek: async (timeMs) => seekTime(table.times.at, shownRows().slice(), timeMs, direction),
    facet: (path, limit) => {
      const { mask, list } = order.shown()
      return countFacet(table, mask, list.length(), path, limit)
    },
    histogram: async (question) => countHistogram(table, order.shown().mask, question),
    findText: (text, onProgress, signal) =>
      findInView(table, labor, shownRows().slice(), text, onProgress, signal),
    dispose() {
      choice.abort()
      table.shelf.dispose()
      labor.dispose()
    },
  }
}

/** Runs changes one after the other, each whether the one before failed or not. */
function createQueue(): <T>(change: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (change) => {
    const result = last.then(change, change)
    last = result.catch(() => undefined)
    return result
  }
}
