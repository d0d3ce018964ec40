/** Remembers which answer brought which rows of the store. */
import type { PageSource } from '../../api/page-source.ts'

/** The answers of one search. */
export type PageSources = {
  /** Adds an answer whose entries are this many `rows` from `firstRow` on: fewer than it had if some were known. */
  add: (firstRow: number, rows: number, source: PageSource) => void
  find: (row: number) => PageSource | undefined
  /** Forgets the answers with these first rows. */
  forget: (firstRows: readonly number[]) => void
}

/** Creates an empty collection. */
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
