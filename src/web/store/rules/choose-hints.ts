/** Chooses the hints of rows whose texts a rule needs: some hints apply only where the columns say so. */
import { chunkSize } from '../columns/chunked-array.ts'
import { isFalse } from './decisions/decision-node.ts'
import type { SourceRule } from './source-rules.ts'

/** For each of the rows, in ascending order, the index of the rule with its hints; `index` has those that always apply. */
export function chooseHints(
  { withoutTexts }: SourceRule,
  index: number,
  rows: readonly number[],
): readonly number[] {
  const constant = withoutTexts?.node.constant()
  if (!withoutTexts || (constant !== undefined && constant !== isFalse)) {
    return rows.map(() => index)
  }
  if (constant === isFalse) return rows.map(() => withoutTexts.index)
  const indexes: number[] = []
  for (let at = 0; at < rows.length; ) {
    const first = rows[at] ?? 0
    const chunk = Math.floor(first / chunkSize)
    const offsets: number[] = []
    for (; Math.floor((rows[at] ?? -1) / chunkSize) === chunk; at++) {
      offsets.push((rows[at] ?? 0) - first)
    }
    const batch = { chunk, start: first % chunkSize, length: (offsets.at(-1) ?? 0) + 1 }
    const decisions = new Uint8Array(batch.length)
    withoutTexts.node.decide(batch, Uint32Array.from(offsets), offsets.length, decisions)
    for (const offset of offsets) {
      indexes.push(decisions[offset] === isFalse ? withoutTexts.index : index)
    }
  }
  return indexes
}
