/**
 * Sends entries from the store to the page as the bytes of their original texts. The bytes are moved between threads,
 * not copied. The page parses an entry when it is first read, because most entries of a fling never are.
 */

import { toDigestId } from '../../query/identity/digest-id.ts'
import type { NewMark } from './baseline-values.ts'
import { createTextReader } from './columns/field-reader.ts'
import type { EntryTexts, SourceId, StoredEntry, StoreSource } from './entry-store.ts'
import type { StoredPair } from './stored-pair.ts'

/** Number of entries that a table requests at once, more than a screen has. */
export const rowsAtOnce = 64

/** Entries that follow each other in the view, or a single one. */
export type EntryTransfer = {
  texts: EntryTexts
  rows: Uint32Array<ArrayBuffer>
  /** For each entry the index of its source in the list of sources that the store was created with. */
  sources: Uint16Array<ArrayBuffer>
  /** Index in the view of the first; -1 for a single entry that the view does not show. */
  firstIndex: number
  /** 1 for an entry whose id came with more than one body. */
  conflicting: Uint8Array<ArrayBuffer>
  /** 1 for an entry that is marked as late. */
  late: Uint8Array<ArrayBuffer>
  /** For each entry its number among equal ones without an id, from 1. */
  occurrences: Uint32Array<ArrayBuffer>
  /** For each entry its partner, if it has one; absent in a store without counterparts. */
  pairs?: readonly (StoredPair | undefined)[] | undefined
  /** For each entry the ids of the rules that match, if there are some. */
  rules: readonly (readonly string[] | undefined)[]
  /** For each entry what the baseline does not have of it, if there is something. */
  news: readonly (NewMark | undefined)[]
}

/** The properties of an entry that need parsing. */
type ParsedEntry = Pick<StoredEntry, 'id' | 'time' | 'entry'>

type SourceParser = {
  id: SourceId
  parse: (text: Uint8Array, occurrence: number) => ParsedEntry
  isStrange: (entry: unknown) => boolean
}

/** Keeps a byte order mark: the text of an entry may begin with any character. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The buffers of a transfer, to be moved to another thread instead of copied. */
export function listBuffers(transfer: EntryTransfer): ArrayBuffer[] {
  const { texts, rows, sources, conflicting, late, occurrences } = transfer
  return [texts.bytes, texts.lengths, rows, sources, conflicting, late, occurrences].map(
    ({ buffer }) => buffer,
  )
}

/** Prepares to open transfers of a store's entries. Each entry is parsed once, when it is first read. */
export function createEntryOpener(
  storeSources: readonly StoreSource[],
): (transfer: EntryTransfer) => StoredEntry[] {
  const parsers = storeSources.map(createSourceParser)
  return (transfer) => {
    const { texts, rows, sources, firstIndex, conflicting, late, occurrences } = transfer
    const { pairs, rules, news } = transfer
    const { bytes, lengths } = texts
    let end = 0
    return Array.from(rows, (row, i) => {
      const start = end
      end += lengths[i] ?? 0
      const parser = parsers[sources[i] ?? 0]
      if (!parser) throw new RangeError(`No source for row ${row}.`)
      const isConflicting = conflicting[i] === 1
      const pair = pairs?.[i]
      const matching = rules[i]
      const mark = news[i]
      const known = {
        ...{ index: firstIndex + i, row, isConflicting, isLate: late[i] === 1 },
        ...(pair && { pair }),
        ...(matching && { rules: matching }),
        ...(mark && { newFor: mark.newFor, newFacts: mark.facts }),
      }
      return createStoredEntry(known, parser, bytes.subarray(start, end), occurrences[i] ?? 1)
    })
  }
}

function createSourceParser({ id, dataset }: StoreSource): SourceParser {
  const readId = createTextReader(dataset.idPath)
  const readTime = createTextReader(dataset.timePath)
  return {
    id,
    parse(text, occurrence) {
      const entry: unknown = JSON.parse(decoder.decode(text))
      return {
        id: dataset.idPath === undefined ? toDigestId(text, occurrence) : readId(entry),
        time: readTime(entry),
        entry,
      }
    },
    isStrange: (entry) => !dataset.entrySchema.safeParse(entry).success,
  }
}

function createStoredEntry(
  known: Omit<StoredEntry, 'source' | 'isStrange' | keyof ParsedEntry>,
  { id: source, parse, isStrange }: SourceParser,
  text: Uint8Array,
  occurrence: number,
): StoredEntry {
  let parsed: ParsedEntry | undefined
  let strange: boolean | undefined
  const getParsed = () => {
    parsed ??= parse(text, occurrence)
    return parsed
  }
  return {
    ...known,
    source,
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
      // Apart from the rest: it takes longer than parsing, and no entry of a fling is asked for it.
      strange ??= isStrange(getParsed().entry)
      return strange
    },
  }
}
