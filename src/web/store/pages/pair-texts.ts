/** Finds the pairs among the original texts of entries of two logs. A page worker does it. */
import { getDataset } from '../../../catalog/index.ts'
import { pairEntries } from '../../../query/timeline/pair-entries.ts'
import type { EntryTexts } from '../entry-store.ts'
import { type PairList, packPairs } from './pair-list.ts'

/** Texts of entries of one log, in its order. */
export type PairTexts = { datasetId: string; texts: EntryTexts }

/** The pairs, by the numbers of the texts. */
export function pairTexts(one: PairTexts, other: PairTexts): PairList {
  return packPairs(pairEntries(toSide(one), toSide(other)))
}

function toSide({ datasetId, texts: { bytes, lengths } }: PairTexts) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let end = 0
  const entries = Array.from(lengths, (length): unknown => {
    const start = end
    end += length
    return JSON.parse(decoder.decode(bytes.subarray(start, end)))
  })
  return { dataset: getDataset(datasetId), entries }
}
