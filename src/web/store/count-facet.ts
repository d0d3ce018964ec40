/** Counts the values of a field over the rows of a view. */

import type { RowMask } from './chunked-array.ts'
import { countHashes } from './count-hashes.ts'
import type { Facet } from './entry-store.ts'
import type { EntryTable } from './entry-table.ts'
import type { CodedValues } from './field-column.ts'
import { firstValueCode } from './field-reader.ts'

/** How often each code occurs. */
export function countCodes({ chunks, texts }: CodedValues, mask: RowMask): Uint32Array {
  const counts = new Uint32Array(texts.length)
  chunks.forEach((codes, number) => {
    const rows = mask.chunks[number]
    if (rows) addCounts(counts, codes, rows)
  })
  return counts
}

function addCounts(counts: Uint32Array, codes: Uint8Array | Uint16Array, rows: Uint8Array): void {
  for (let at = 0; at < rows.length; at++) {
    const code = codes[at] ?? 0
    counts[code] = (counts[code] ?? 0) + (rows[at] ?? 0)
  }
}

/** The places of the largest numbers from `from` on, largest first, none that is 0; of equal ones the first. */
export function findLargest(counts: Uint32Array, from: number, limit: number): number[] {
  const largest: number[] = []
  for (let at = from; at < counts.length; at++) {
    const count = counts[at] ?? 0
    const least = counts[largest[limit - 1] ?? -1] ?? 0
    if (count <= least) continue
    let place = Math.min(largest.length, limit - 1)
    while (place > 0 && (counts[largest[place - 1] ?? 0] ?? 0) < count) place--
    largest.splice(place, 0, at)
    largest.length = Math.min(largest.length, limit)
  }
  return largest
}

/** Counts a field at a catalog path; one without a column is missing everywhere. */
export async function countFacet(
  table: EntryTable,
  mask: RowMask,
  shown: number,
  path: string,
  limit: number,
): Promise<Facet> {
  const values = table.columns.get(path)?.values()
  if (!values) return { values: [], missing: shown, distinct: 0 }
  if (values.kind === 'hashed') {
    const { rows, counts, missing, distinct } = countHashes(values, mask)
    const named = findLargest(counts, 0, limit).map(async (at) => ({
      value: String(await table.readField(rows[at] ?? 0, path)),
      count: counts[at] ?? 0,
    }))
    return { values: await Promise.all(named), missing, distinct }
  }
  const counts = countCodes(values, mask)
  const found = counts.subarray(firstValueCode)
  return {
    values: findLargest(counts, firstValueCode, limit).map((code) => ({
      value: values.texts[code] ?? '',
      count: counts[code] ?? 0,
    })),
    missing: counts.subarray(0, firstValueCode).reduce((sum, count) => sum + count, 0),
    distinct: found.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
  }
}
