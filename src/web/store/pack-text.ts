/** Packs the text of entries: folded, and what is not random of it deflated. */
import { type FoldedText, foldText, unfoldText } from './fold-text.ts'
import { freeBytes, packBytes, unpackBytes } from './pack-bytes.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Lengths of the folded text, of the ids and of the instants, and the instant they count from. */
const headBytes = 20

/** Packs a text; some 12 to 1 for pages of entries. Rejects when it is not UTF-8. */
export async function packText(bytes: Bytes): Promise<Bytes> {
  const { text, ids, instants, baseMs } = foldText(bytes)
  const joined = new Uint8Array(text.length + instants.byteLength)
  joined.set(text)
  spread(instants, joined.subarray(text.length))
  const deflated = await packBytes(joined)
  const packed = new Uint8Array(headBytes + ids.length + deflated.length)
  const head = new DataView(packed.buffer)
  head.setUint32(0, text.length)
  head.setUint32(4, ids.length)
  head.setUint32(8, instants.length)
  head.setFloat64(12, baseMs)
  packed.set(ids, headBytes)
  packed.set(deflated, headBytes + ids.length)
  for (const each of [text, ids, joined, deflated]) freeBytes(each)
  return packed
}

/** Unpacks to a length that is known. Rejects when the bytes were not packed by `packText`. */
export async function unpackText(packed: Bytes, size: number): Promise<Bytes> {
  const { folded, joined } = await inflate(packed)
  const bytes = unfoldText(folded, new Uint8Array(size))
  freeBytes(joined)
  return bytes
}

/** The next one who looks gets the same memory: new memory costs as much as unfolding. */
let looked: Bytes = new Uint8Array(0)

/** Unpacks for a look, after which the text is gone. */
export async function lookIntoText<T>(
  packed: Bytes,
  size: number,
  look: (bytes: Uint8Array) => T,
): Promise<T> {
  const { folded, joined } = await inflate(packed)
  if (looked.length < size) looked = new Uint8Array(size)
  const seen = look(unfoldText(folded, looked.subarray(0, size)))
  freeBytes(joined)
  return seen
}

async function inflate(packed: Bytes): Promise<{ folded: FoldedText; joined: Bytes }> {
  const head = new DataView(packed.buffer, packed.byteOffset)
  const textLength = head.getUint32(0)
  const idsEnd = headBytes + head.getUint32(4)
  const count = head.getUint32(8)
  const joined = await unpackBytes(packed.subarray(idsEnd), textLength + count * 4)
  const folded = {
    text: joined.subarray(0, textLength),
    ids: packed.subarray(headBytes, idsEnd),
    instants: gather(joined.subarray(textLength), count),
    baseMs: head.getFloat64(12),
  }
  return { folded, joined }
}

/** All first bytes of numbers, then all second ones: the high ones are alike. */
function spread(numbers: Int32Array, bytes: Uint8Array): void {
  numbers.forEach((number, at) => {
    for (let place = 0; place < 4; place++) {
      bytes[place * numbers.length + at] = number >>> (24 - place * 8)
    }
  })
}

function gather(bytes: Uint8Array, count: number): Int32Array {
  const byte = (place: number, at: number) => bytes[place * count + at] ?? 0
  return Int32Array.from(
    { length: count },
    (_, at) => (byte(0, at) << 24) | (byte(1, at) << 16) | (byte(2, at) << 8) | byte(3, at),
  )
}
