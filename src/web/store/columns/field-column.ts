/**
 * The values of one field over all rows. A field with few distinct values has a dictionary and a code of one or
 * two bytes a row. With too many, the column drops its values; when the field is counted, it holds a hash of
 * eight bytes a row, and the text is read from the entry.
 */
import { type ChunkedArray, chunkSize, createChunkedArray } from './chunked-array.ts'
import { absentCode, type FieldValue, firstValueCode, unusualCode } from './field-reader.ts'
import { toHash } from './text-hash.ts'

/** Codes fit in two bytes. */
const maxCodes = 0x10000
/** From this many codes on, a dictionary is kept only while there are at least two rows for each value. */
const minCodesToCheck = 4096

/** Codes by row. A chunk is as wide as its codes need. Full chunks of only one code may share one array. */
export type CodedValues = {
  kind: 'coded'
  chunks: (Uint8Array | Uint16Array)[]
  /** The text of each code; empty for the codes below `firstValueCode`. */
  texts: string[]
  codes: Map<string, number>
  /** Whether a row has `unusualCode`. */
  hasUnusual: boolean
}

/** The halves of a hash by row; without a value, 0 and one of the codes below `firstValueCode`. */
export type HashedValues = {
  kind: 'hashed'
  high: ChunkedArray
  low: ChunkedArray
}

/** There are too many distinct values for a dictionary, and they have not been counted yet. */
type UnkeptValues = { kind: 'unkept' }

/** A field's column. `values` changes from coded to unkept to hashed, never back. */
export type FieldColumn = {
  values: () => CodedValues | UnkeptValues | HashedValues
  /** Stores hashes from now on. The caller has to fill in the hashes of the existing rows. */
  startHashing: () => HashedValues
  /** Adds the values of the next rows. */
  push: (added: readonly FieldValue[]) => void
}

/** Creates an empty column; `startsUnkept` is for a field with a different value in each entry. */
export function createFieldColumn(startsUnkept = false): FieldColumn {
  let length = 0
  /** Neighbors are often equal, and comparing them is faster than a look-up. */
  let last = { text: '', code: absentCode as number }
  let values: ReturnType<FieldColumn['values']> = startsUnkept ? { kind: 'unkept' } : createCoded()

  function toValueCode(coded: CodedValues, value: FieldValue, row: number): number {
    if (typeof value === 'number') {
      if (value === unusualCode) coded.hasUnusual = true
      return value
    }
    if (value === last.text && last.code !== absentCode) return last.code
    last = { text: value, code: getTextCode(coded, value, row) }
    return last.code
  }

  /** Adds codes, and returns how many of the values got one. */
  function pushCodes(coded: CodedValues, added: readonly FieldValue[]): number {
    let chunk = coded.chunks.at(-1)
    for (let at = 0; at < added.length; at++) {
      const row = length + at
      const code = toValueCode(coded, added[at] ?? absentCode, row)
      if (code >= maxCodes) return at
      const offset = row % chunkSize
      if (offset === 0 || !chunk) chunk = startChunk(coded.chunks)
      if (code > 0xff && chunk instanceof Uint8Array) chunk = widenChunk(coded.chunks, chunk)
      chunk[offset] = code
    }
    return added.length
  }

  return {
    values: () => values,
    startHashing() {
      const hashes = createHashed()
      for (let row = 0; row < length; row++) pushHash(hashes, absentCode)
      values = hashes
      return hashes
    },
    push(added) {
      if (values.kind === 'coded' && pushCodes(values, added) < added.length) {
        values = { kind: 'unkept' }
      }
      if (values.kind === 'hashed') for (const value of added) pushHash(values, value)
      length += added.length
    },
  }
}

function createCoded(): CodedValues {
  const texts = Array.from({ length: firstValueCode }, () => '')
  return { kind: 'coded', chunks: [], texts, codes: new Map(), hasUnusual: false }
}

function createHashed(): HashedValues {
  return { kind: 'hashed', high: createChunkedArray(), low: createChunkedArray() }
}

/** The code of a text, a new one if needed; `maxCodes` when the dictionary has become too large. */
function getTextCode({ codes, texts }: CodedValues, text: string, rows: number): number {
  const existing = codes.get(text)
  if (existing !== undefined) return existing
  const code = texts.length
  if (code >= maxCodes || (code >= minCodesToCheck && code * 2 > rows)) return maxCodes
  codes.set(text, code)
  texts.push(text)
  return code
}

function startChunk(chunks: CodedValues['chunks']): Uint8Array {
  const full = chunks.pop()
  if (full) chunks.push(toSharedChunk(full))
  const chunk = new Uint8Array(chunkSize)
  chunks.push(chunk)
  return chunk
}

function widenChunk(chunks: CodedValues['chunks'], chunk: Uint8Array): Uint16Array {
  const wide = Uint16Array.from(chunk)
  chunks[chunks.length - 1] = wide
  return wide
}

/** Chunks that hold one code only, by that code, shared by all columns: an absent field takes no memory. */
const sharedChunks = new Map<number, CodedValues['chunks'][number]>()

/** Replaces a chunk that holds one code only by the shared one. */
function toSharedChunk(full: CodedValues['chunks'][number]): typeof full {
  const code = full[0] ?? absentCode
  for (let at = 1; at < full.length; at++) if (full[at] !== code) return full
  const shared = sharedChunks.get(code) ?? full
  sharedChunks.set(code, shared)
  return shared
}

function pushHash({ high, low }: HashedValues, value: FieldValue): void {
  const hash = toHash(value)
  high.push(hash.high)
  low.push(hash.low)
}
