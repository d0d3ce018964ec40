/** Remembers which answer brought which rows of the store. */
import type { PageSource } from '../api/page-source.ts'

/** The answers of one search. */
export type PageSources = {
  /** Notes an answer; its entries are the rows from `firstRow` on. */
  add: (firstRow: number, source: PageSource) => void
  find: (row: number) => PageSource | undefined
}

/** Starts without answers. */
export function createPageSources(): PageSources {
  const pages: { firstRow: number; source: PageSource }[] = []
  return {
    add: (firstRow, source) =>
      pages.push({ firstRow, source: { ...source, page: pages.length + 1 } }),
    find: (row) =>
      pages.find(({ firstRow, source }) => row >= firstRow && row < firstRow + source.count)
        ?.source,
  }
}
