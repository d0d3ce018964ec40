/** Ids in lower-case hexadecimal digits, as the bytes that they are. */

type Bytes = Uint8Array<ArrayBuffer>

/** How an id is spelled: digits and bytes, and how long it is with its hyphens. */
export type IdForm = { number: number; digits: number; bytes: number; length: number }

/** Ray IDs; most others; digests; UUIDs. */
export const idForms: readonly IdForm[] = [
  { number: 0, digits: 16, bytes: 8, length: 16 },
  { number: 1, digits: 32, bytes: 16, length: 32 },
  { number: 2, digits: 64, bytes: 32, length: 64 },
  { number: 3, digits: 8, bytes: 16, length: 36 },
]
const uuidForm = idForms.findIndex(({ length }) => length === 36)
/** An id begins with so many digits in a row, or more. */
const leastDigits = Math.min(...idForms.map(({ digits }) => digits))
/** Of so many ids of a text can be said that they are there again. */
const mostRepeatable = 0x10000

const hyphen = 0x2d
const codes = new TextEncoder().encode('0123456789abcdef')
/** The value of a digit plus one; 0 for all other bytes. */
const digitValues = new Uint8Array(256)
for (const [value, code] of codes.entries()) digitValues[code] = value + 1
const highDigits = Uint8Array.from({ length: 256 }, (_, byte) => codes[byte >> 4] ?? 0)
const lowDigits = Uint8Array.from({ length: 256 }, (_, byte) => codes[byte & 15] ?? 0)

/** Where the next digits start that may be enough for an id. */
function findDigits(bytes: Bytes, from: number): number {
  // Of so many in a row one is here, at the latest.
  let at = from + leastDigits - 1
  while (at < bytes.length && digitValues[bytes[at] ?? 0] === 0) at += leastDigits
  if (at >= bytes.length) return bytes.length
  while (at > from && digitValues[bytes[at - 1] ?? 0] !== 0) at--
  return at
}

function findDigitsEnd(bytes: Bytes, from: number): number {
  let at = from
  while (at < bytes.length && digitValues[bytes[at] ?? 0] !== 0) at++
  return at
}

/** The form of an id that begins with this run of digits, if any does. */
function findForm(bytes: Bytes, start: number, end: number): IdForm | undefined {
  const digits = end - start
  if (digits < leastDigits || digits > 64) return undefined
  if (digits === leastDigits) return isUuid(bytes, start) ? idForms[uuidForm] : undefined
  return idForms.find((form) => form.digits === digits)
}

function isUuid(bytes: Bytes, start: number): boolean {
  for (let at = 8; at < 36; at++) {
    const byte = bytes[start + at] ?? 0
    const isHyphen = at === 8 || at === 13 || at === 18 || at === 23
    if (isHyphen ? byte !== hyphen : digitValues[byte] === 0) return false
  }
  return digitValues[bytes[start + 36] ?? 0] === 0
}

/** Collects ids of a text. */
export function createIdFolder(bytes: Bytes) {
  const ids = new Uint8Array((bytes.length >> 1) + 1)
  const starts: number[] = []
  const forms: IdForm[] = []
  const known = new Map<number, number>()
  let length = 0
  let start = 0

  function isSame(id: number, { bytes: size }: IdForm): boolean {
    const from = starts[id] ?? 0
    for (let at = 0; at < size; at++) if (ids[from + at] !== ids[length + at]) return false
    return true
  }

  return {
    bytes: () => ids.subarray(0, length),
    /** Finds the next id from a place on, which is in no id; its form, or `undefined` when there is none. */
    findNext(from: number): IdForm | undefined {
      let at = from
      for (;;) {
        at = findDigits(bytes, at)
        const end = findDigitsEnd(bytes, at)
        const form = findForm(bytes, at, end)
        start = at
        if (form || at === bytes.length) return form
        at = end
      }
    },
    /** Where the id starts that was found last; the end of the text when there was none. */
    start: () => start,
    /** Takes the id that was found last, or returns the number of the one that was the same in the same form. */
    fold(form: IdForm): number | undefined {
      readId(bytes, start, form, ids, length)
      const key = toKey(ids, length)
      const id = known.get(key)
      if (id !== undefined && forms[id] === form && isSame(id, form)) return id
      if (starts.length < mostRepeatable) known.set(key, starts.length)
      starts.push(length)
      forms.push(form)
      length += form.bytes
      return undefined
    },
  }
}

/** A small number from the first bytes, which are random in most ids. */
function toKey(ids: Bytes, at: number): number {
  const head = ((ids[at] ?? 0) << 22) ^ ((ids[at + 1] ?? 0) << 15)
  return (head ^ ((ids[at + 2] ?? 0) << 8) ^ (ids[at + 3] ?? 0)) & 0x3fffffff
}

function readId(bytes: Bytes, start: number, form: IdForm, ids: Bytes, to: number): void {
  let at = start
  for (let each = 0; each < form.bytes; each++) {
    if (bytes[at] === hyphen) at++
    const high = digitValues[bytes[at] ?? 0] ?? 0
    const low = digitValues[bytes[at + 1] ?? 0] ?? 0
    ids[to + each] = ((high - 1) << 4) | (low - 1)
    at += 2
  }
}

/** Spells an id of this form into bytes. */
export function spellId(ids: Bytes, from: number, form: IdForm, bytes: Bytes, start: number): void {
  const isUuidForm = form.number === uuidForm
  let at = start
  for (let each = 0; each < form.bytes; each++) {
    if (isUuidForm && (each === 4 || each === 6 || each === 8 || each === 10)) bytes[at++] = hyphen
    const byte = ids[from + each] ?? 0
    bytes[at++] = highDigits[byte] ?? 0
    bytes[at++] = lowDigits[byte] ?? 0
  }
}
