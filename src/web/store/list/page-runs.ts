/** Remembers the entries of each staged page: as rows, or as leaf hashes where the entries were dropped. */
import { hashBytes, type LeafRun } from '../page-leaves.ts'
import type { PageArchive } from '../pages/page-archive.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import type { RowRange } from './source-rows.ts'

/** The entries of a page, or the promise of them while some are hashed. */
type Runs = readonly LeafRun[] | Promise<readonly LeafRun[]>

/** The pages by their tickets. */
export type PageRuns = {
  add: (ticket: number, runs: Runs) => void
  /** Replaces rows of a page, all rows of a page of the archive that is dropped now, by their hashes. */
  drop: (ticket: number, rows: RowRange) => void
  /**
   * The entries of a page, these rows by their hashes because they may be dropped later. Rejects for an unknown ticket, and
   * when entries could not be hashed.
   */
  read: (ticket: number, rows: RowRange | undefined) => Promise<readonly LeafRun[]>
  forget: (tickets: readonly number[]) => void
}

/** Creates an empty memory; `tasks` hash the entries of `archive`. */
export function createPageRuns(archive: PageArchive, tasks: PageTasks): PageRuns {
  const pages = new Map<number, Runs>()

  function add(ticket: number, runs: Runs): void {
    pages.set(ticket, runs)
    if (!(runs instanceof Promise)) return
    const settle = (settled: readonly LeafRun[]) => {
      if (pages.get(ticket) === runs) pages.set(ticket, settled)
    }
    // A failure is reported to the caller that asks for the page.
    runs.then(settle, () => undefined)
  }

  /** Begins at once, so that the bytes may be dropped after the call. */
  async function replace(runs: Runs, { from, to }: RowRange): Promise<readonly LeafRun[]> {
    const page = archive.get(archive.findPage(from))
    if (!page) throw new RangeError(`No page at row ${from}.`)
    const entries = Uint32Array.from({ length: to - from }, (_, at) => at)
    const hashes = await tasks.hashEntries(page, { form: 'leaf', entries })
    return (await runs).map((run) => {
      if (run.hashes || run.firstRow < from || run.firstRow >= to) return run
      const start = (run.firstRow - from) * hashBytes
      return { hashes: hashes.slice(start, start + run.count * hashBytes) }
    })
  }

  return {
    add,
    drop(ticket, rows) {
      const runs = pages.get(ticket)
      if (runs) add(ticket, replace(runs, rows))
    },
    async read(ticket, rows) {
      const runs = pages.get(ticket)
      if (!runs) throw new RangeError(`No page is known under ticket ${ticket}.`)
      return rows ? replace(runs, rows) : runs
    },
    forget(tickets) {
      for (const ticket of tickets) pages.delete(ticket)
    },
  }
}

/**
 * The runs of the entries of a page, by their rows. `hashes` are those of the entries without a row. No run goes from below
 * `firstOwnRow` to above it: these rows are of another page.
 */
export function toRuns(
  rows: readonly (number | undefined)[],
  hashes: Uint8Array<ArrayBuffer>,
  firstOwnRow: number,
): readonly LeafRun[] {
  const runs: LeafRun[] = []
  let hashed = 0
  for (let at = 0; at < rows.length; ) {
    const firstRow = rows[at]
    let end = at + 1
    if (firstRow === undefined) {
      while (end < rows.length && rows[end] === undefined) end++
      const from = hashed
      hashed += (end - at) * hashBytes
      runs.push({ hashes: hashes.slice(from, hashed) })
    } else {
      const isNext = (row: number | undefined) => row === firstRow + end - at && row !== firstOwnRow
      while (isNext(rows[end])) end++
      runs.push({ firstRow, count: end - at })
    }
    at = end
  }
  return runs
}
