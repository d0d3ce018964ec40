/**
 * The first rows of a list, requested together with its view. The table that shows them asks when it is drawn, and would
 * wait behind everything that is counted beside it.
 */
import type { EntryStore, StoredEntry } from '../entry-store.ts'
import { rowsAtOnce } from '../entry-transfer.ts'

/** The rows, and the method that returns them. */
export type FirstRows = Pick<EntryStore, 'rows'> & {
  /** Requests the rows. Call it directly after the first view was set: before that, the list is empty. */
  request: () => void
  /** From now on, rows are read anew: the list may show others, or other marks. */
  forget: () => void
}

/** Starts without rows. */
export function createFirstRows(readRows: EntryStore['rows']): FirstRows {
  let requested: Promise<readonly StoredEntry[]> | undefined
  return {
    request() {
      // If that fails, the next request for the rows fails with the reason.
      requested = readRows(0, rowsAtOnce).catch(() => [])
    },
    forget() {
      requested = undefined
    },
    async rows(from, to) {
      const rows = from === 0 && to <= rowsAtOnce ? await requested : undefined
      // Texts may have to be read to select the view; the list was still empty then.
      return rows && rows.length >= to ? rows.slice(0, to) : readRows(from, to)
    },
  }
}
