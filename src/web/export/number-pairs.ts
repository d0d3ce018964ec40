/** Numbers the pairs of an export, so that a reader of the table finds both entries of one event. */
import type { Partners } from '../store/stored-pair.ts'

/** The pairs of which both entries are exported. */
export type NumberedPairs = {
  /** For each row the number of its pair, from 1 in the order of the list; 0 without a partner in the export. */
  numbers: Uint32Array
  certain: number
  likely: number
}

/** Numbers the pairs among rows in the order of the list; `partners` are those of the rows. */
export function numberPairs(
  rows: Uint32Array,
  { rows: partners, certain }: Partners,
): NumberedPairs {
  const indexes = new Map(Array.from(rows, (row, at) => [row, at]))
  const numbers = new Uint32Array(rows.length)
  const counts = { certain: 0, likely: 0 }
  for (const [at, partner] of partners.entries()) {
    const other = indexes.get(partner)
    if (other === undefined || numbers[at] !== 0) continue
    counts[certain[at] === 1 ? 'certain' : 'likely']++
    numbers[at] = counts.certain + counts.likely
    numbers[other] = counts.certain + counts.likely
  }
  return { numbers, ...counts }
}
