/** Counts the values of a field over the rows of a view. */

import type { CodedValues } from '../columns/field-column.ts'
import { absentCode, firstValueCode, nullCode, unusualCode } from '../columns/field-reader.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { Facet, FacetQuestion } from '../facet-counts.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { countHashes } from './count-hashes.ts'
import { createTextTest, listHashedValues } from './list-hashed-values.ts'
import { rankCounts } from './rank-counts.ts'

/** How often each code occurs. */
export function countCodes({ chunks, texts }: CodedValues, mask: RowMask): Uint32Array {
  const size = texts.length
  const lanes = new Uint32Array(size * laneCount)
  chunks.forEach((codes, number) => {
    addToLanes(lanes, size, codes, mask.offsetsIn(number))
  })
  const counts = lanes.slice(0, size)
  for (let at = size; at < lanes.length; at++) {
    const code = at % size
    counts[code] = (counts[code] ?? 0) + (lanes[at] ?? 0)
  }
  return counts
}

/**
 * Number of counters for each code. Neighboring values are often equal, and a processor stalls when it adds to the
 * number that it has just written, so neighbors are counted in different lanes.
 */
const laneCount = 4

function addToLanes(
  lanes: Uint32Array,
  size: number,
  codes: Uint8Array | Uint16Array,
  offsets: Uint16Array,
): void {
  const addTo = (lane: number) => {
    lanes[lane] = (lanes[lane] ?? 0) + 1
  }
  const even = offsets.length - (offsets.length % laneCount)
  for (let at = 0; at < even; at += laneCount) {
    addTo(codes[offsets[at] ?? 0] ?? 0)
    addTo(size + (codes[offsets[at + 1] ?? 0] ?? 0))
    addTo(size * 2 + (codes[offsets[at + 2] ?? 0] ?? 0))
    addTo(size * 3 + (codes[offsets[at + 3] ?? 0] ?? 0))
  }
  for (let at = even; at < offsets.length; at++) addTo(codes[offsets[at] ?? 0] ?? 0)
}

/**
 * Counts the field at a catalog path. A field without a column counts as missing in every row. Values that `isNew` accepts
 * come first; not those of a field that has too many different values for a dictionary.
 */
export async function countFacet(
  table: EntryTable,
  tasks: PageTasks,
  { mask, shown }: { mask: RowMask; shown: number },
  { path, limit, contains = '', order }: FacetQuestion,
  isNew?: (value: string) => boolean,
): Promise<Facet> {
  const values = await table.findCountSource(path)
  if (!values) return { values: [], missing: shown, distinct: 0 }
  if (values.kind === 'hashed') {
    const hashed = countHashes(values, mask)
    const { missing, distinct } = hashed
    const listed = await listHashedValues(table, tasks, hashed, { path, limit, contains, order })
    return { ...listed, missing, distinct }
  }
  const counts = countCodes(values, mask)
  const instead = {
    nothing: counts[absentCode] ?? 0,
    null: counts[nullCode] ?? 0,
    structure: counts[unusualCode] ?? 0,
  }
  const isWanted = createTextTest(contains)
  const { texts } = values
  const isListed = (code: number) => isWanted(texts[code] ?? '')
  const { ranked, wanted } = isNew
    ? rankNewFirst(counts, limit, isListed, (code) => isNew(texts[code] ?? ''))
    : rankCounts(counts, firstValueCode, limit, order, isListed)
  const valueCounts = counts.subarray(firstValueCode)
  return {
    values: ranked.map((code) => ({ value: texts[code] ?? '', count: counts[code] ?? 0 })),
    ...(contains !== '' && { matching: { values: wanted, isCut: false } }),
    missing: instead.nothing + instead.null + instead.structure,
    instead,
    distinct: valueCounts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
  }
}

/** Ranks the values that are new, the most frequent first, and then the others. */
function rankNewFirst(
  counts: Uint32Array,
  limit: number,
  isListed: (code: number) => boolean,
  isNew: (code: number) => boolean,
): ReturnType<typeof rankCounts> {
  const rank = (max: number, wanted: boolean) =>
    rankCounts(counts, firstValueCode, max, 'frequent', (code) => {
      return isListed(code) && isNew(code) === wanted
    })
  const first = rank(limit, true)
  const others = rank(limit - first.ranked.length, false)
  return { ranked: [...first.ranked, ...others.ranked], wanted: first.wanted + others.wanted }
}
