/**
 * Keeps the bytes of entries as they came, page by page. The latest page stays as it is; older ones are packed
 * behind, one at a time, when nothing has been added for a moment. Rows are numbered through all pages.
 */
import { createByteSlabs } from './byte-slabs.ts'
import { freeBytes } from './pack-bytes.ts'
import { concatSpans, type PackedSpans, packSpans, toOffsets } from './packed-spans.ts'
import type { PageBytes, PageTasks } from './page-tasks.ts'

type Bytes = Uint8Array<ArrayBuffer>

type ShelvedPage = {
  firstRow: number
  spans: PackedSpans
  size: number
  bytes: Bytes
  isPacked: boolean
}

/** The shelf. */
export type PageArchive = {
  /** Adds a page of at least one entry, and returns its first row. */
  add: (bytes: Bytes, spans: PackedSpans) => number
  /** Forgets the bytes of a page; its row numbers stay taken. */
  drop: (page: number) => void
  pageCount: () => number
  /** Which page a row is in; -1 when it is in none. */
  findPage: (row: number) => number
  /** The rows of a page: from the first up to, not including, the last. */
  rowsOf: (page: number) => { from: number; to: number }
  /** A page as it is kept. */
  get: (page: number) => PageBytes | undefined
  /**
   * Shows a page unpacked, with where its entries stand. The bytes are there only as long as `see` runs: they may
   * be given back in the next moment.
   */
  look: <T>(page: number, see: (page: PageBytes) => T) => Promise<T>
  /** The text of an entry. */
  read: (row: number) => Promise<string>
  dispose: () => void
}

/** Pages that stay unpacked because they are the latest, or were read last. */
const keptUnpacked = { latest: 1, read: 4 }
/** How long nothing may have been read before nothing stays unpacked because it was. */
const readRestMs = 10_000
/** How long nothing may have been added before a page is packed, unless many wait. */
const restMs = 20
const maxWaiting = 48

/**
 * Creates an empty shelf. Entries with the same `kindOf` are packed side by side: the algorithm looks for
 * what is alike among some thirty entries only, and a tenth less is left.
 */
export function createPageArchive(labor: PageTasks, kindOf: (row: number) => number): PageArchive {
  const pages: ShelvedPage[] = []
  const slabs = createByteSlabs()
  /** Unpacked again, the page read last at the end. */
  const unpacked = new Map<number, Promise<Bytes>>()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const none = packSpans([])
  let offsets = { spans: none, ...toOffsets(none) }
  let rows = 0
  let nextToPack = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let readTimer: ReturnType<typeof setTimeout> | undefined
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
    if (waiting > maxWaiting) void packNext()
    else timer = setTimeout(packNext, restMs)
  }

  async function packNext(): Promise<void> {
    const page = pages[nextToPack++]
    if (!page) return
    isPacking = true
    const { bytes } = page
    try {
      const order = findPackingOrder(page)
      const spans = concatSpans(page.spans, order)
      const { starts, ends } = toOffsets(page.spans)
      const arrange = (offsets: Uint32Array) =>
        Uint32Array.from(order, (entry) => offsets[entry] ?? 0)
      const packed = await labor.pack(bytes, arrange(starts), arrange(ends))
      if (page.bytes === bytes && packed.length < bytes.length) {
        const size = toOffsets(spans).ends.at(-1) ?? 0
        Object.assign(page, { spans, size, bytes: slabs.keep(packed), isPacked: true })
        freeBytes(bytes)
        freeBytes(packed)
      }
    } catch {
      // Unpacked it takes more room and is as good.
    } finally {
      isPacking = false
      schedulePacking()
    }
  }

  function findPackingOrder({ firstRow, spans }: ShelvedPage): number[] {
    const kinds = Array.from(spans.lengths, (_, entry) => kindOf(firstRow + entry))
    return [...kinds.keys()].sort((a, b) => (kinds[a] ?? 0) - (kinds[b] ?? 0))
  }

  function unpack(page: number, { bytes, size }: ShelvedPage): Promise<Bytes> {
    const reading = unpacked.get(page) ?? labor.unpack(bytes, size)
    unpacked.delete(page)
    unpacked.set(page, reading)
    forget(unpacked.size - keptUnpacked.read)
    clearTimeout(readTimer)
    readTimer = setTimeout(() => forget(unpacked.size), readRestMs)
    return reading
  }

  /** Gives the pages back that were read longest ago. Who waits for one reads it before that. */
  function forget(count: number): void {
    for (const [page, reading] of [...unpacked].slice(0, Math.max(count, 0))) {
      unpacked.delete(page)
      reading.then(freeBytes, () => undefined)
    }
  }

  return {
    add(bytes, spans) {
      const firstRow = rows
      pages.push({ firstRow, spans, size: bytes.length, bytes, isPacked: false })
      rows += spans.lengths.length
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
    pageCount: () => pages.length,
    findPage,
    rowsOf: (page) => ({
      from: pages[page]?.firstRow ?? rows,
      to: pages[page + 1]?.firstRow ?? rows,
    }),
    get(number) {
      const page = pages[number]
      if (!page) return undefined
      const { bytes, isPacked, size, spans } = page
      return { bytes, isPacked, size, ...toOffsets(spans), order: spans.order }
    },
    async look(number, see) {
      const page = pages[number]
      if (!page) throw new RangeError(`No page ${number}; there are ${pages.length}.`)
      const bytes = page.isPacked ? await unpack(number, page) : page.bytes
      const { size, spans } = page
      return see({ bytes, isPacked: false, size, ...toOffsets(spans), order: spans.order })
    },
    async read(row) {
      const number = findPage(row)
      const page = pages[number]
      if (!page) throw new RangeError(`No entry at ${row}; there are ${rows}.`)
      const bytes = page.isPacked ? await unpack(number, page) : page.bytes
      // Rows are read in runs.
      if (offsets.spans !== page.spans) offsets = { spans: page.spans, ...toOffsets(page.spans) }
      const entry = row - page.firstRow
      const place = page.spans.order?.indexOf(entry) ?? entry
      return decoder.decode(bytes.subarray(offsets.starts[place], offsets.ends[place]))
    },
    dispose() {
      isDisposed = true
      clearTimeout(timer)
      clearTimeout(readTimer)
    },
  }
}
