/** Packs archived pages in the background, one at a time, after the archive has been idle for a moment. */
import { createByteSlabs } from './byte-slabs.ts'
import { freeBytes } from './pack-bytes.ts'
import { concatSpans, type PackedSpans, toOffsets } from './packed-spans.ts'
import type { PageTasks } from './page-tasks.ts'

/** A page of the archive. `size` is the length of the unpacked bytes. */
export type ArchivedPage = {
  firstRow: number
  spans: PackedSpans
  size: number
  bytes: Uint8Array<ArrayBuffer>
  isPacked: boolean
}

/** The packing of an archive. */
type PagePacker = {
  /** Packs the next page, if one is due. Call it whenever a page was added. */
  schedule: () => void
  stop: () => void
}

/** Number of latest pages that stay unpacked. */
const unpackedPages = 1
/** A page is packed after this long without another one, unless many are waiting. */
const idleMs = 20
const maxWaiting = 48

/**
 * Creates the packer of the pages of an archive. Entries with the same `kindOf` are packed next to each other,
 * because deflate finds repetitions only within some thirty entries: the result is a tenth smaller.
 */
export function createPagePacker(
  pages: readonly ArchivedPage[],
  tasks: PageTasks,
  kindOf: (row: number) => number,
): PagePacker {
  const slabs = createByteSlabs()
  let nextToPack = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isPacking = false
  let isStopped = false

  function schedule(): void {
    const waiting = pages.length - unpackedPages - nextToPack
    if (isPacking || isStopped || waiting <= 0) return
    clearTimeout(timer)
    if (waiting > maxWaiting) void packNext()
    else timer = setTimeout(packNext, idleMs)
  }

  async function packNext(): Promise<void> {
    const page = pages[nextToPack++]
    if (!page) return
    isPacking = true
    const { bytes } = page
    try {
      const order = toPackingOrder(page, kindOf)
      const spans = concatSpans(page.spans, order)
      const { starts, ends } = toOffsets(page.spans)
      const arrange = (offsets: Uint32Array) =>
        Uint32Array.from(order, (entry) => offsets[entry] ?? 0)
      const packed = await tasks.pack(bytes, arrange(starts), arrange(ends))
      if (page.bytes === bytes && packed.length < bytes.length) {
        const size = toOffsets(spans).ends.at(-1) ?? 0
        Object.assign(page, { spans, size, bytes: slabs.keep(packed), isPacked: true })
        freeBytes(bytes)
        freeBytes(packed)
      }
    } catch {
      // The page stays unpacked: it takes more memory, and is read in the same way.
    } finally {
      isPacking = false
      schedule()
    }
  }

  return {
    schedule,
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

function toPackingOrder(
  { firstRow, spans }: ArchivedPage,
  kindOf: (row: number) => number,
): number[] {
  const kinds = Array.from(spans.lengths, (_, entry) => kindOf(firstRow + entry))
  return [...kinds.keys()].sort((a, b) => (kinds[a] ?? 0) - (kinds[b] ?? 0))
}
