/** Searches the original text of the rows of a view, page by page, and tells hits in the view's order. */
import type { FindProgress } from '../entry-store.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { toPatterns } from '../pages/to-patterns.ts'

/** How many pages may be in other threads' hands at a time. */
const pagesInFlight = 8
/** How long found hits may wait for more before they are told. */
const progressMs = 50

/** Searches `rows`. Rejects with the signal's reason when it is aborted. */
export async function findInView(
  { shelf }: EntryTable,
  labor: PageTasks,
  rows: Uint32Array,
  text: string,
  onProgress: (progress: FindProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const patterns = toPatterns(text)
  const hitsByPage = new Map<number, Uint8Array>()
  const waiting = listPages(shelf, rows).values()
  let searched = 0
  let hits: number[] = []
  let toldMs = Number.NEGATIVE_INFINITY

  /** Walks on through the view while the pages of its rows have been searched. */
  function walk(): void {
    let page = -1
    let from = 0
    let to = 0
    let isHit: Uint8Array | undefined
    for (; searched < rows.length; searched++) {
      const row = rows[searched] ?? 0
      if (row < from || row >= to) {
        page = shelf.findPage(row)
        ;({ from, to } = shelf.rowsOf(page))
        isHit = hitsByPage.get(page)
      }
      if (!isHit) return
      if (isHit[row - from] === 1) hits.push(searched)
    }
  }

  function tell(isDone: boolean): void {
    const nowMs = performance.now()
    if (!isDone && nowMs - toldMs < progressMs) return
    toldMs = nowMs
    onProgress({ hits, searched, of: rows.length, isDone })
    hits = []
  }

  async function work(): Promise<void> {
    for (const number of waiting) {
      const page = shelf.get(number)
      if (!page) continue
      const found = await labor.find(page, patterns)
      signal.throwIfAborted()
      const isHit = new Uint8Array(page.starts.length)
      for (const entry of found) isHit[entry] = 1
      hitsByPage.set(number, isHit)
      walk()
      tell(false)
    }
  }

  signal.throwIfAborted()
  if (patterns.length > 0) await Promise.all(Array.from({ length: pagesInFlight }, work))
  searched = rows.length
  tell(true)
}

/** The pages of rows, in the order in which the rows come to them. */
function listPages(shelf: EntryTable['shelf'], rows: Uint32Array): number[] {
  const pages = new Set<number>()
  let from = 0
  let to = 0
  for (const row of rows) {
    if (row >= from && row < to) continue
    const page = shelf.findPage(row)
    ;({ from, to } = shelf.rowsOf(page))
    pages.add(page)
  }
  return [...pages]
}
