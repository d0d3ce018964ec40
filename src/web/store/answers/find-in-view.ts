/** Searches the original text of the rows of a view, page by page, and reports hits in the view's order. */
import type { FindProgress } from '../entry-store.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { toPatterns } from '../pages/to-patterns.ts'

/** Maximum number of pages that workers process at a time. */
const maxPagesInFlight = 8
/** Minimum time between two reports of hits. */
const progressMs = 50

/** Searches `rows`. Rejects with the signal's reason when it is aborted. */
export async function findInView(
  { archive }: EntryTable,
  tasks: PageTasks,
  rows: Uint32Array,
  text: string,
  onProgress: (progress: FindProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const patterns = toPatterns(text)
  const hitsByPage = new Map<number, Uint8Array>()
  const pageQueue = listPages(archive, rows).values()
  let searched = 0
  let hits: number[] = []
  let reportedMs = Number.NEGATIVE_INFINITY

  /** Advances through the view until a row whose page has not been searched. */
  function advance(): void {
    let page = -1
    let from = 0
    let to = 0
    let isHit: Uint8Array | undefined
    for (; searched < rows.length; searched++) {
      const row = rows[searched] ?? 0
      if (row < from || row >= to) {
        page = archive.findPage(row)
        ;({ from, to } = archive.rowsOf(page))
        isHit = hitsByPage.get(page)
      }
      if (!isHit) return
      if (isHit[row - from] === 1) hits.push(searched)
    }
  }

  function report(isDone: boolean): void {
    const nowMs = performance.now()
    if (!isDone && nowMs - reportedMs < progressMs) return
    reportedMs = nowMs
    onProgress({ hits, searched, of: rows.length, isDone })
    hits = []
  }

  async function searchPages(): Promise<void> {
    for (const number of pageQueue) {
      const page = archive.get(number)
      if (!page) continue
      const found = await tasks.find(page, patterns)
      signal.throwIfAborted()
      const isHit = new Uint8Array(page.starts.length)
      for (const entry of found) isHit[entry] = 1
      hitsByPage.set(number, isHit)
      advance()
      report(false)
    }
  }

  signal.throwIfAborted()
  if (patterns.length > 0) await Promise.all(Array.from({ length: maxPagesInFlight }, searchPages))
  searched = rows.length
  report(true)
}

/** The pages of rows, in the order of their first row in `rows`. */
function listPages(archive: EntryTable['archive'], rows: Uint32Array): number[] {
  const pages = new Set<number>()
  let from = 0
  let to = 0
  for (const row of rows) {
    if (row >= from && row < to) continue
    const page = archive.findPage(row)
    ;({ from, to } = archive.rowsOf(page))
    pages.add(page)
  }
  return [...pages]
}
