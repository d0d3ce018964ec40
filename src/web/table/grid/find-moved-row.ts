/** Finds an entry again after its index in the list has changed. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import type { RowSource } from '../rows/row-cache.ts'

/** An index and the entry that was last known at it, if any. */
export type RowAnchor = { index: number; entry: Pick<StoredEntry, 'row' | 'time'> | undefined }

/**
 * Adds the entry at an index if it is loaded. Keeps the known entry of the same index: rows that are read again may
 * already be in the next order, before the view with this order is shown.
 */
export function moveAnchor(
  before: RowAnchor,
  index: number,
  entry: StoredEntry | undefined,
): RowAnchor {
  if (before.index === index && before.entry) return before
  return { index, entry: entry && { row: entry.row, time: entry.time } }
}

/**
 * The present index of an entry; the index for its time if the view no longer shows it. An index without a known
 * entry is returned unchanged.
 */
export async function findMovedRow(
  source: Pick<RowSource, 'get' | 'seek'>,
  { index, entry }: RowAnchor,
): Promise<number> {
  if (!entry) return index
  const moved = await source.get(entry.row)
  if (moved && moved.index >= 0) return moved.index
  const timeMs = findEpochMs(entry.time)
  return timeMs === undefined ? index : source.seek(timeMs)
}
