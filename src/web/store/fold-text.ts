/**
 * Takes what is random out of the text of entries before it is packed: ids are half as long as bytes as they are
 * in hexadecimal, and without them, and the instants, whole entries are alike to the packing algorithm.
 */
import { createIdFolder, idForms, spellId } from './fold-ids.ts'
import { createInstantFolder, instantLength, spellInstant } from './fold-instants.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The text with marks in it, the bytes of the ids, each once, and instants as milliseconds from one of them. */
export type FoldedText = { text: Bytes; ids: Bytes; instants: Int32Array; baseMs: number }

/** Marks are bytes that no UTF-8 text has. Those of ids are the first one and the number of the form. */
const firstMark = 0xf8
const repeatedIdMark = firstMark + idForms.length
const instantMark = repeatedIdMark + 1

/** Folds a text. Throws when the bytes are not UTF-8. */
export function foldText(bytes: Bytes): FoldedText {
  if (findMark(bytes, toWords(bytes), 0) < bytes.length)
    throw new TypeError('Only UTF-8 text can be folded.')
  const text = new Uint8Array(bytes.length)
  const ids = createIdFolder(bytes)
  const instants = createInstantFolder(bytes)
  let length = 0
  let done = 0
  while (done < bytes.length) {
    const form = ids.findNext(done)
    const idStart = ids.start()
    for (let start = instants.findNext(done); start < idStart; start = instants.findNext(done)) {
      text.set(bytes.subarray(done, start), length)
      length += start - done
      instants.fold()
      text[length++] = instantMark
      done = start + instantLength
    }
    text.set(bytes.subarray(done, idStart), length)
    length += idStart - done
    done = idStart
    if (!form) break
    const known = ids.fold(form)
    if (known === undefined) text[length++] = firstMark + form.number
    else {
      text[length++] = repeatedIdMark
      text[length++] = known >> 8
      text[length++] = known & 0xff
    }
    done += form.length
  }
  return { text: text.subarray(0, length), ids: ids.bytes(), ...instants.folded() }
}

/** Unfolds into bytes of the length that is known. Throws when it is another. */
export function unfoldText({ text, ids, instants, baseMs }: FoldedText, bytes: Bytes): Bytes {
  const words = toWords(text)
  const starts: number[] = []
  const ends: number[] = []
  let length = 0
  let idAt = 0
  let instantAt = 0
  for (let at = 0; at < text.length; at++) {
    const end = findMark(text, words, at)
    bytes.set(text.subarray(at, end), length)
    length += end - at
    at = end
    const mark = text[at]
    if (mark === undefined) break
    if (mark === instantMark) {
      spellInstant(baseMs + (instants[instantAt++] ?? 0), bytes, length)
      length += instantLength
    } else if (mark === repeatedIdMark) {
      const known = ((text[at + 1] ?? 0) << 8) | (text[at + 2] ?? 0)
      const start = starts[known] ?? 0
      const end = ends[known] ?? 0
      bytes.copyWithin(length, start, end)
      length += end - start
      at += 2
    } else {
      const form = idForms[mark - firstMark]
      if (!form) break
      spellId(ids, idAt, form, bytes, length)
      starts.push(length)
      length += form.length
      ends.push(length)
      idAt += form.bytes
    }
  }
  if (length !== bytes.length) {
    throw new RangeError(`${length} bytes where ${bytes.length} were expected.`)
  }
  return bytes
}

/** Four bytes in one, as many as there are; none when they do not begin where numbers may. */
function toWords({ buffer, byteOffset, length }: Bytes): Uint32Array {
  return byteOffset % 4 === 0
    ? new Uint32Array(buffer, byteOffset, length >> 2)
    : new Uint32Array(0)
}

/** Marks are the bytes whose five highest bits are set. */
function hasMark(word: number): boolean {
  return (word & (word << 1) & (word << 2) & (word << 3) & (word << 4) & 0x80808080) !== 0
}

/** The place of the first mark from a place on; the length when there is none. */
function findMark(text: Bytes, words: Uint32Array, from: number): number {
  let at = from
  while (at % 4 !== 0 && (text[at] ?? firstMark) < firstMark) at++
  if (at % 4 === 0) {
    let word = at >> 2
    while (word < words.length && !hasMark(words[word] ?? 0)) word++
    at = Math.max(at, word << 2)
  }
  while (at < text.length && (text[at] ?? 0) < firstMark) at++
  return at
}
