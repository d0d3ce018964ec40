/** Lists the names that the entries of an answer tell. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readText } from '../../catalog/fields.ts'
import { findEpochMs } from '../../cloudflare/instant.ts'
import { createNameReader } from './create-name-reader.ts'
import type { NamePair } from './name-book.ts'

/** All pairs of ids and names, in the order of the entries; one pair may appear several times. */
export function listNames(dataset: Dataset, entries: readonly unknown[]): NamePair[] {
  const read = createNameReader(dataset)
  const pairs: NamePair[] = []
  for (const entry of entries) {
    const timeMs = findEpochMs(readText(entry, dataset.timePath)) ?? Number.NEGATIVE_INFINITY
    read(entry, (id, name, writtenBy) => pairs.push({ id, name, timeMs, writtenBy }))
  }
  return pairs
}
