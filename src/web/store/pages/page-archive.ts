/**
 * Stores the original bytes of entries, page by page. The latest page stays unpacked; older ones are packed in the
 * background. Rows are numbered consecutively through all pages.
 */
import { type PackedSpans, packSpans, toOffsets } from './packed-spans.ts'
import { type ArchivedPage, createPagePacker } from './page-packer.ts'
import type { PageBytes, PageTasks } from './page-tasks.ts'
import { createUnpackedPages } from './unpacked-pages.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The pages by number, and their rows. */
export type PageArchive = {
  /** Adds a page of at least one entry, and returns its first row. */
  add: (bytes: Bytes, spans: PackedSpans) => number
  /** Drops the bytes of a page. Its row numbers are not reused. */
  drop: (page: number) => void
  pageCount: () => number
  /** The number of the page of a row; -1 when there is none. */
  findPage: (row: number) => number
  /** The rows of a page: from the first up to, not including, the last. */
  rowsOf: (page: number) => { from: number; to: number }
  /** A page as it is stored, packed or not. */
  get: (page: number) => PageBytes | undefined
  /** Calls `use` with an unpacked page. The bytes may be freed as soon as `use` returns. */
  withBytes: <T>(page: number, use: (page: PageBytes) => T) => Promise<T>
  /** The text of an entry. */
  read: (row: number) => Promise<string>
  dispose: () => void
}

/** Pages of one source that stay unpacked for a moment after they were read, and at least how many in all. */
const recentPagesPerSource = 2
const minRecentPages = 4

/**
 * Creates an empty archive. `kindOf` groups entries that are likely to be similar, for packing. Entries that follow each
 * other in the list may be of as many pages as there are sources.
 */
export function createPageArchive(
  tasks: PageTasks,
  kindOf: (row: number) => number,
  sourceCount = 1,
): PageArchive {
  const pages: ArchivedPage[] = []
  const packer = createPagePacker(pages, tasks, kindOf)
  const recentPages = Math.max(minRecentPages, sourceCount * recentPagesPerSource)
  const unpacked = createUnpackedPages(tasks, recentPages)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const noSpans = packSpans([])
  let lastOffsets = { spans: noSpans, ...toOffsets(noSpans) }
  let rowCount = 0

  /** Rows are mostly read in order, so the offsets of the last page are kept. */
  function getOffsets(spans: PackedSpans): { starts: Uint32Array; ends: Uint32Array } {
    if (lastOffsets.spans !== spans) lastOffsets = { spans, ...toOffsets(spans) }
    return lastOffsets
  }

  const findPage = (row: number) => (row < 0 || row >= rowCount ? -1 : findPageOf(pages, row))

  return {
    add(bytes, spans) {
      const firstRow = rowCount
      pages.push({ firstRow, spans, size: bytes.length, bytes, isPacked: false })
      rowCount += spans.lengths.length
      packer.schedule()
      return firstRow
    },
    drop(number) {
      const page = pages[number]
      if (!page) return
      page.bytes = new Uint8Array(0)
      page.isPacked = false
      unpacked.drop(number)
    },
    pageCount: () => pages.length,
    findPage,
    rowsOf: (page) => ({
      from: pages[page]?.firstRow ?? rowCount,
      to: pages[page + 1]?.firstRow ?? rowCount,
    }),
    get(number) {
      const page = pages[number]
      if (!page) return undefined
      const { bytes, isPacked, size, spans } = page
      return { bytes, isPacked, size, ...toOffsets(spans), order: spans.order }
    },
    async withBytes(number, use) {
      const page = pages[number]
      if (!page) throw new RangeError(`No page ${number}; there are ${pages.length}.`)
      const bytes = page.isPacked ? await unpacked.get(number, page) : page.bytes
      const { size, spans } = page
      return use({ bytes, isPacked: false, size, ...toOffsets(spans), order: spans.order })
    },
    async read(row) {
      const number = findPage(row)
      const page = pages[number]
      if (!page) throw new RangeError(`No entry at ${row}; there are ${rowCount}.`)
      const bytes = page.isPacked ? await unpacked.get(number, page) : page.bytes
      const { starts, ends } = getOffsets(page.spans)
      const entry = row - page.firstRow
      const position = page.spans.order?.indexOf(entry) ?? entry
      return decoder.decode(bytes.subarray(starts[position], ends[position]))
    },
    dispose() {
      packer.stop()
      unpacked.stop()
    },
  }
}

/** The number of the last page that starts at or before a row. */
function findPageOf(pages: readonly ArchivedPage[], row: number): number {
  let low = 0
  let high = pages.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pages[middle]?.firstRow ?? 0) <= row) low = middle
    else high = middle - 1
  }
  return low
}
