/** A small cache of the bytes of packed pages that were read last. */
import { freeBytes } from './pack-bytes.ts'
import type { PageTasks } from './page-tasks.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The cache. */
type UnpackedPages = {
  /** The unpacked bytes of a page. They may be freed soon after the promise has resolved, so read them at once. */
  get: (number: number, packed: { bytes: Bytes; size: number }) => Promise<Bytes>
  drop: (number: number) => void
  stop: () => void
}

/** The cache is cleared after this long without a read. */
const idleMs = 10_000

/** Creates an empty cache of at most this many pages. */
export function createUnpackedPages(tasks: PageTasks, maxPages: number): UnpackedPages {
  /** By page number; the page that was read last is at the end. */
  const pages = new Map<number, Promise<Bytes>>()
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Frees the pages that were read longest ago. Readers that wait for one read it before that. */
  function freeOldest(count: number): void {
    for (const [number, reading] of [...pages].slice(0, Math.max(count, 0))) {
      pages.delete(number)
      reading.then(freeBytes, () => undefined)
    }
  }

  return {
    get(number, { bytes, size }) {
      const reading = pages.get(number) ?? tasks.unpack(bytes, size)
      pages.delete(number)
      pages.set(number, reading)
      freeOldest(pages.size - maxPages)
      clearTimeout(timer)
      timer = setTimeout(() => freeOldest(pages.size), idleMs)
      return reading
    },
    drop: (number) => pages.delete(number),
    stop: () => clearTimeout(timer),
  }
}
