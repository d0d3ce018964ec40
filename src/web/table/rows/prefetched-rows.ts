/**
 * The first rows of a list, requested before the table is drawn. Without them its first frame would show bars, and its second
 * one the rows.
 */
import type { StoredEntry } from '../../store/entry-store.ts'
import { blockSize, type RowSource } from './row-cache.ts'

/** The list of the rows: its store, and the revision that says which entries are at its indexes. */
type PrefetchedRows = { source: unknown; revision: number; rows: readonly StoredEntry[] }

let prefetched: PrefetchedRows | undefined
/**
 * Whether a table has asked. It then reads its rows itself; prefetched ones that come later would be taken by a later table,
 * without the marks of what rules have found since.
 */
let isOver = false

/**
 * Requests the first rows of a list of `shown` entries, unless a table has asked already. Resolves when they are there, or
 * cannot be read.
 */
export async function prefetchRows(
  source: Pick<RowSource, 'rows'>,
  { shown, revision }: { shown: number; revision: number },
): Promise<void> {
  if (shown === 0 || isOver) return
  try {
    const rows = await source.rows(0, Math.min(blockSize, shown))
    if (!isOver) prefetched = { source, revision, rows }
  } catch {
    // The table requests them again, and the list says why they are missing.
  }
}

/** The rows of this list where they were prefetched. The first call is the only one that can get them. */
export function takePrefetchedRows(source: unknown, revision: number): readonly StoredEntry[] {
  const taken = prefetched
  isOver = true
  prefetched = undefined
  return taken?.source === source && taken?.revision === revision ? taken.rows : []
}
