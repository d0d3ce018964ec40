/**
 * Entries on their way from the store to the page: the bytes of their original texts, which cross between threads
 * without a copy, and are parsed in the page when an entry is first read. Most entries of a fling never are.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { EntryTexts, StoredEntry } from './entry-store.ts'
import { createTextReader } from './field-reader.ts'

/** Entries that follow each other in the view, or a single one. */
export type EntryTransfer = {
  texts: EntryTexts
  rows: Uint32Array<ArrayBuffer>
  /** Index in the view of the first; -1 for a single entry that the view does not show. */
  firstIndex: number
  /** 1 for an entry of which the id came with more than one body. */
  conflicting: Uint8Array<ArrayBuffer>
}

/** What can be known of an entry only after it was parsed. */
type ParsedEntry = Pick<StoredEntry, 'id' | 'time' | 'entry' | 'isStrange'>

/** Keeps a byte order mark: the text of an entry may begin with any character. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The buffers of a transfer, to be moved to another thread instead of copied. */
export function listBuffers({ texts, rows, conflicting }: EntryTransfer): ArrayBuffer[] {
  return [texts.bytes, texts.lengths, rows, conflicting].map(({ buffer }) => buffer)
}

/** Prepares to open transfers of entries of a dataset. Each entry is parsed once, when it is first read. */
export function createEntryOpener(dataset: Dataset): (transfer: EntryTransfer) => StoredEntry[] {
  const readId = createTextReader(dataset.idPath)
  const readTime = createTextReader(dataset.timePath)

  function parse(bytes: Uint8Array): ParsedEntry {
    const entry: unknown = JSON.parse(decoder.decode(bytes))
    return {
      id: readId(entry),
      time: readTime(entry),
      entry,
      isStrange: !dataset.entrySchema.safeParse(entry).success,
    }
  }

  return ({ texts: { bytes, lengths }, rows, firstIndex, conflicting }) => {
    let end = 0
    return Array.from(rows, (row, at) => {
      const start = end
      end += lengths[at] ?? 0
      const text = bytes.subarray(start, end)
      const isConflicting = conflicting[at] === 1
      return createStoredEntry(firstIndex + at, row, isConflicting, () => parse(text))
    })
  }
}

function createStoredEntry(
  index: number,
  row: number,
  isConflicting: boolean,
  parse: () => ParsedEntry,
): StoredEntry {
  let parsed: ParsedEntry | undefined
  const getParsed = () => {
    parsed ??= parse()
    return parsed
  }
  return {
    index,
    row,
    isConflicting,
    get id() {
      return getParsed().id
    },
    get time() {
      return getParsed().time
    },
    get entry() {
      return getParsed().entry
    },
    get isStrange() {
      return getParsed().isStrange
    },
  }
}
