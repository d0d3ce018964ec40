/** Finds single rows by id, or by time. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { parseDigestId, toDigest } from '../../../query/identity/digest-id.ts'
import type { Direction } from '../../../query/log-query.ts'
import type { SourceId } from '../entry-store.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { KnownBySource } from '../list/known-by-source.ts'

/**
 * The row with this id, or of a log without ids the one with this digest; for an empty id, the first row without one
 * whose time has this spelling. Searches the list only, and only the given source, if any.
 */
export async function findRow(
  table: EntryTable,
  known: KnownBySource,
  isListed: (row: number) => boolean,
  id: string,
  time: string,
  source?: SourceId,
): Promise<number | undefined> {
  if (id !== '') {
    const row = (await known.find(id, source)).find(isListed)
    if (row !== undefined) return row
  }
  const named = parseDigestId(id)
  if (id !== '' && !named) return undefined
  const { ids, times, sourceOf, readTime, archive } = table
  const timeMs = findEpochMs(time)
  for (let row = 0; row < times.length(); row++) {
    const isCandidate = ids.high.at(row) === 0 && Object.is(times.at(row), timeMs ?? Number.NaN)
    if (!isCandidate || !isListed(row)) continue
    const isOfSource = source === undefined || sourceOf(row).id === source
    if (!isOfSource) continue
    if (named) {
      if (known.occurrenceOf(row) !== named.occurrence) continue
      if (toDigest(await archive.read(row)) === named.digest) return row
    } else if ((await readTime(row)) === time) return row
  }
  return undefined
}

/**
 * The index of the first row at or beyond an instant in the direction of the list; the number of rows when
 * there is none. Tests every row, because the order of a log is not exact.
 */
export function seekTime(
  timeAt: (row: number) => number,
  rows: Uint32Array,
  timeMs: number,
  direction: Direction,
): number {
  const sign = direction === 'desc' ? -1 : 1
  const index = rows.findIndex((row) => (timeAt(row) - timeMs) * sign >= 0)
  return index === -1 ? rows.length : index
}
