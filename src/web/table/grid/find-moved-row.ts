/** Finds an entry again after the places of the list have changed. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import type { RowSource } from '../rows/row-cache.ts'

/** A place of the list and the entry that was last seen there, if one was. */
export type HeldPosition = { index: number; entry: Pick<StoredEntry, 'row' | 'time'> | undefined }

/** The place with what is known by now of the entry there: rows far away are forgotten. */
export function holdPosition(
  before: HeldPosition,
  index: number,
  entry: StoredEntry | undefined,
): HeldPosition {
  if (entry) return { index, entry: { row: entry.row, time: entry.time } }
  return before.index === index ? before : { index, entry: undefined }
}

/**
 * Where the entry of a place is by now; where it would be when it is not shown any more. Of an entry that nobody
 * knows, nothing says that it has moved.
 */
export async function findMovedRow(
  source: Pick<RowSource, 'get' | 'seek'>,
  { index, entry }: HeldPosition,
): Promise<number> {
  if (!entry) return index
  const found = await source.get(entry.row)
  if (found && found.index >= 0) return found.index
  const timeMs = findEpochMs(entry.time)
  return timeMs === undefined ? index : source.seek(timeMs)
}
