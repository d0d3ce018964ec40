/** Finds an entry again after the places of the list have changed. */
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { StoredEntry } from '../store/entry-store.ts'
import type { RowSource } from './row-cache.ts'

/** Where an entry is by now; where it would be when it is not shown any more. */
export async function findPlace(
  source: RowSource,
  entry: StoredEntry | undefined,
): Promise<number> {
  if (!entry) return 0
  const found = await source.get(entry.row)
  if (found && found.index >= 0) return found.index
  const timeMs = findEpochMs(entry.time)
  return timeMs === undefined ? 0 : source.seek(timeMs)
}
