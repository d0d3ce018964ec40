/**
 * Keeps the bytes of pages as they came. The latest stay as they are; older ones are packed behind, one
 * at a time, when nothing has been added for a moment. Rows are numbered through all pages.
 */
import { freeBytes } from './pack-bytes.ts'
import { type PackedSpans, toOffsets } from './packed-spans.ts'
import type { PageBytes, PageLabor } from './page-labor.ts'

type Bytes = Uint8Array<ArrayBuffer>

type ShelvedPage = {
  firstRow: number
  spans: PackedSpans
  size: number
  bytes: Bytes
  isPacked: boolean
}

/** The shelf. */
export type PageShelf = {
  /** Adds a page of at least one entry, and returns its first row. */
  add: (bytes: Bytes, spans: PackedSpans) => number
  /** Forgets the bytes of a page; its row numbers stay taken. */
  drop: (page: number) => void
  /** Which page a row is in; -1 when it is in none. */
  findPage: (row: number) => number
  /** The rows of a page: from the first up to, not including, the last. */
  rowsOf: (page: number) => { from: number; to: number }
  /** A page as it is kept. */
  get: (page: number) => PageBytes | undefined
  /** The text of an entry. */
  read: (row: number) => Promise<string>
  dispose: () => void
}

/** Pages that stay unpacked because they are the latest, or were read last. */
const keptUnpacked = { latest: 4, read: 4 }
/** How long nothing may have been added before a page is packed, unless many wait. */
const restMs = 20
const mostWaiting = 48

/** Creates an empty shelf. */
export function createPageShelf(labor: PageLabor): PageShelf {
  const pages: ShelvedPage[] = []
  /** Unpacked again, the page read last at the end. */
  const unpacked = new Map<number, Promise<Bytes>>()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let offsets = { page: -1, ...toOffsets(new Uint16Array(0)) }
  let rows = 0
  let nextToPack = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isPacking = false
  let isDisposed = false

  function findPage(row: number): number {
    if (row < 0 || row >= rows) return -1
    let low = 0
    let high = pages.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((pages[middle]?.firstRow ?? 0) <= row) low = middle
      else high = middle - 1
    }
    return low
  }

  function schedulePacking(): void {
    const waiting = pages.length - keptUnpacked.latest - nextToPack
    if (isPacking || isDisposed || waiting <= 0) return
    clearTimeout(timer)
    if (waiting > mostWaiting) void packNext()
    else timer = setTimeout(packNext, restMs)
  }

  async function packNext(): Promise<void> {
    const page = pages[nextToPack++]
    if (!page) return
    isPacking = true
    const { bytes } = page
    try {
      const packed = await labor.pack(bytes)
      if (page.bytes === bytes && packed.length < bytes.length) {
        page.bytes = packed
        page.isPacked = true
        freeBytes(bytes)
      }
    } catch {
      // Unpacked it takes more room and is as good.
    } finally {
      isPacking = false
      schedulePacking()
    }
  }

  function unpack(page: number, { bytes, size }: ShelvedPage): Promise<Bytes> {
    const reading = unpacked.get(page) ?? labor.unpack(bytes, size)
    unpacked.delete(page)
    unpacked.set(page, reading)
    for (const oldest of unpacked.keys()) {
      if (unpacked.size <= keptUnpacked.read) break
      unpacked.delete(oldest)
    }
    return reading
  }

  return {
    add(bytes, spans) {
      const firstRow = rows
      pages.push({ firstRow, spans, size: bytes.length, bytes, isPacked: false })
      rows += spans.length / 2
      schedulePacking()
      return firstRow
    },
    drop(page) {
      const dropped = pages[page]
      if (!dropped) return
      dropped.bytes = new Uint8Array(0)
      dropped.isPacked = false
      unpacked.delete(page)
    },
    findPage,
    rowsOf: (page) => ({
      from: pages[page]?.firstRow ?? rows,
      to: pages[page + 1]?.firstRow ?? rows,
    }),
    get(number) {
      const page = pages[number]
      return page && { ...page, ...toOffsets(page.spans) }
    },
    async read(row) {
      const number = findPage(row)
      const page = pages[number]
      if (!page) throw new RangeError(`No entry at ${row}; there are ${rows}.`)
      const bytes = page.isPacked ? await unpack(number, page) : page.bytes
      // Rows are read in runs.
      if (offsets.page !== number) offsets = { page: number, ...toOffsets(page.spans) }
      const { starts, ends } = offsets
      const entry = row - page.firstRow
      return decoder.decode(bytes.subarray(starts[entry], ends[entry]))
    },
    dispose() {
      isDisposed = true
      clearTimeout(timer)
    },
  }
}
