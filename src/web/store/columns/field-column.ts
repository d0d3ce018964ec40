/**
 * The values of one field over all rows. Few different values are a dictionary and a code of one or two
 * bytes a row. When they become too many, none are kept, and when somebody asks, a hash of eight bytes a row;
 * who needs a text reads it from the entry.
 */
import { type ChunkedArray, chunkSize, createChunkedArray } from './chunked-array.ts'
import { absentCode, type FieldValue, firstValueCode, unusualCode } from './field-reader.ts'
import { toHash } from './text-hash.ts'

/** Codes fit in two bytes. */
const maxCodes = 0x10000
/** From so many different values on, a dictionary needs to hold two rows for each. */
const manyCodes = 4096

/** Codes by row. A chunk has the width that its own codes need; full ones of one code only may be the same. */
export type CodedValues = {
  kind: 'coded'
  chunks: (Uint8Array | Uint16Array)[]
  /** The text of each code; empty for the codes that are no value. */
  texts: string[]
  codes: Map<string, number>
  /** Whether a row has `unusualCode`. */
  hasUnusual: boolean
}

/** The halves of a hash by row; for what is no value, 0 and one of its codes. */
export type HashedValues = {
  kind: 'hashed'
  high: ChunkedArray
  low: ChunkedArray
}

/** There are too many different values for a dictionary, and nobody has counted them yet. */
type UnkeptValues = { kind: 'unkept' }

/** A field's column. `values` changes from coded to unkept to hashed, never back. */
export type FieldColumn = {
  values: () => CodedValues | UnkeptValues | HashedValues
  /** Keeps hashes from now on; those of the rows that are there have to be filled in. */
  keepHashes: () => HashedValues
  /** Adds the values of the next rows. */
  push: (added: readonly FieldValue[]) => void
}

/** Creates an empty column; `startsUnkept` is for a field that is known to be different in each entry. */
export function createFieldColumn(startsUnkept = false): FieldColumn {
  let length = 0
  /** Neighbours are often alike, and comparing them is quicker than looking them up. */
  let last = { text: '', code: absentCode as number }
  let values: ReturnType<FieldColumn['values']> = startsUnkept ? { kind: 'unkept' } : createCoded()

  function findCodeOf(coded: CodedValues, value: FieldValue, row: number): number {
    if (typeof value === 'number') {
      if (value === unusualCode) coded.hasUnusual = true
      return value
    }
    if (value === last.text && last.code !== absentCode) return last.code
    last = { text: value, code: findCode(coded, value, row) }
    return last.code
  }

  /** How many of the values have a code. */
  function pushCodes(coded: CodedValues, added: readonly FieldValue[]): number {
    let chunk = coded.chunks.at(-1)
    for (let at = 0; at < added.length; at++) {
      const row = length + at
      const code = findCodeOf(coded, added[at] ?? absentCode, row)
      if (code >= maxCodes) return at
      const place = row % chunkSize
      if (place === 0 || !chunk) chunk = startChunk(coded.chunks)
      if (code > 0xff && chunk instanceof Uint8Array) chunk = widenChunk(coded.chunks, chunk)
      chunk[place] = code
    }
    return added.length
  }

  return {
    values: () => values,
    keepHashes() {
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

/** The code of a text, a new one if need be; `maxCodes` when the dictionary no longer pays. */
function findCode({ codes, texts }: CodedValues, text: string, rows: number): number {
  const known = codes.get(text)
  if (known !== undefined) return known
  const code = texts.length
  if (code >= maxCodes || (code >= manyCodes && code * 2 > rows)) return maxCodes
  codes.set(text, code)
  texts.push(text)
  return code
}

function startChunk(chunks: CodedValues['chunks']): Uint8Array {
  const full = chunks.pop()
  if (full) chunks.push(findSameChunk(full))
  const chunk = new Uint8Array(chunkSize)
  chunks.push(chunk)
  return chunk
}

function widenChunk(chunks: CodedValues['chunks'], chunk: Uint8Array): Uint16Array {
  const wide = Uint16Array.from(chunk)
  chunks[chunks.length - 1] = wide
  return wide
}

/** Chunks of nothing but one code, by that code: a field that no entry has takes no room. */
const sameChunks = new Map<number, CodedValues['chunks'][number]>()

function findSameChunk(full: CodedValues['chunks'][number]): typeof full {
  const code = full[0] ?? absentCode
  for (let at = 1; at < full.length; at++) if (full[at] !== code) return full
  const same = sameChunks.get(code) ?? full
  sameChunks.set(code, same)
  return same
}

function pushHash({ high, low }: HashedValues, value: FieldValue): void {
  const hash = toHash(value)
  high.push(hash.high)
  low.push(hash.low)
}
