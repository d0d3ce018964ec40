/** The entries at the top of a search's first page, for the screen: the store shows them only after it has indexed the page. */
import { findEpochMs } from '../../cloudflare/instant.ts'
import { type Page, parsePage } from '../../cloudflare/page.ts'
import { createNameReader } from '../../query/names/create-name-reader.ts'
import type { NamePair } from '../../query/names/name-book.ts'
import { createTextReader } from './columns/field-reader.ts'
import type { StoredEntry, StoreSource } from './entry-store.ts'
import { createEntryOpener, rowsAtOnce } from './entry-transfer.ts'

/** A larger page would delay the screen for longer than the store does. */
const maxBytes = 1 << 20

/**
 * Up to `rowsAtOnce` entries of a page as the list of a search that consists of it begins; copies their texts, and learns the names
 * that all entries of the page tell. Empty where that is not certain: for a body that is no valid page or is larger than
 * 1 MiB, and for entries without ids of their own.
 */
export function readFirstEntries(
  bytes: Uint8Array<ArrayBuffer>,
  source: StoreSource,
): readonly StoredEntry[] {
  const { idPath } = source.dataset
  if (idPath === undefined || source.timeline || bytes.length > maxBytes) return []
  const { page } = parsePage(bytes)
  if (!page || page.notObjects > 0) return []
  const ids = page.entries.slice(0, rowsAtOnce).map(createTextReader(idPath))
  // The list skips an entry that is repeated, and marks two with one id.
  if (ids.includes('') || new Set(ids).size < ids.length) return []
  learnNames(page.entries, source)
  return openEntries(page, source)
}

/** Otherwise the rows would change their texts when the store tells the names. */
function learnNames(entries: readonly unknown[], { dataset, learnNames }: StoreSource): void {
  const readNames = createNameReader(dataset)
  const readTime = createTextReader(dataset.timePath)
  const names = entries.flatMap((entry) => {
    const timeMs = findEpochMs(readTime(entry)) ?? Number.NaN
    const pairs: NamePair[] = []
    readNames(entry, (id, name, writtenBy) => pairs.push({ id, name, timeMs, writtenBy }))
    return pairs
  })
  learnNames?.(names)
}

function openEntries({ source: bytes, spans }: Page, source: StoreSource): readonly StoredEntry[] {
  const texts = spans.slice(0, rowsAtOnce).map(({ start, end }) => bytes.subarray(start, end))
  const lengths = Uint32Array.from(texts, ({ length }) => length)
  const joined = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  let at = 0
  for (const text of texts) {
    joined.set(text, at)
    at += text.length
  }
  const { length: count } = texts
  return createEntryOpener([source])({
    texts: { bytes: joined, lengths },
    rows: Uint32Array.from(texts, (_, row) => row),
    sources: new Uint16Array(count),
    firstIndex: 0,
    conflicting: new Uint8Array(count),
    late: new Uint8Array(count),
    occurrences: new Uint32Array(count).fill(1),
    rules: [],
    news: [],
  })
}
