/** Remembers which answer brought which rows of the store. */
import type { PageSource } from '../../api/page-source.ts'

/** The answers of one search. */
export type PageSources = {
  /** Notes an answer; its entries are so many rows from `firstRow` on, fewer than it held where some were known. */
  add: (firstRow: number, rows: number, source: PageSource) => void
  find: (row: number) => PageSource | undefined
  /** Forgets the answers whose first rows these are. */
  forget: (firstRows: readonly number[]) => void
}

/** Starts without answers. */
export function createPageSources(): PageSources {
  const pages = new Map<number, { rows: number; source: PageSource }>()
  let answers = 0
  return {
    add(firstRow, rows, source) {
      answers++
      if (rows > 0) pages.set(firstRow, { rows, source: { ...source, page: answers } })
    },
    find(row) {
      for (const [firstRow, { rows, source }] of pages) {
        if (row >= firstRow && row < firstRow + rows) return source
      }
      return undefined
    },
    forget(firstRows) {
      for (const firstRow of firstRows) pages.delete(firstRow)
    },
  }
}
