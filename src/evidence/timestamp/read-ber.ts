/**
 * Reads BER (X.690), of which DER is a part, as far as a timestamp needs it: tags of one byte, and any length.
 * Authorities sign DER, but some put it into elements of indefinite length.
 */

/** One element: its tag byte, all its bytes, its content, and where it ends in the bytes that were read. */
export type BerElement = { tag: number; bytes: Uint8Array; content: Uint8Array; end: number }

/** Tag bytes of the elements that a timestamp consists of. */
export const berTags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
} as const

const constructedOctetString = 0x24
const maxDepth = 16

/** The elements that fill `bytes`. Throws when they do not. */
export function readBerElements(bytes: Uint8Array): BerElement[] {
  const elements: BerElement[] = []
  for (let at = 0; at < bytes.length; ) {
    const element = readElement(bytes, at, 0)
    elements.push(element)
    at = element.end
  }
  return elements
}

/** The content of a `parent` with this tag as elements. Throws when the tag is another one. */
export function readBerChildren(parent: BerElement | undefined, tag: number): BerElement[] {
  return readBerElements(getBerContent(parent, tag))
}

/** The content of an element with this tag. Throws when there is none. */
export function getBerContent(element: BerElement | undefined, tag: number): Uint8Array {
  if (element?.tag === tag) return element.content
  const isDivided = tag === berTags.octetString && element?.tag === constructedOctetString
  if (!isDivided) throw new Error(`Element ${tag} is missing.`)
  // Parts that are divided again are refused: nobody writes them, and each level would copy all of it.
  const parts = readBerElements(element.content)
  if (parts.some((part) => part.tag !== tag)) throw new Error('The element is too complex.')
  return Uint8Array.from(parts.flatMap(({ content }) => [...content]))
}

function readElement(bytes: Uint8Array, start: number, depth: number): BerElement {
  const tag = getByte(bytes, start)
  if ((tag & 0x1f) === 0x1f || depth > maxDepth) throw new Error('The element is too complex.')
  const first = getByte(bytes, start + 1)
  if (first === 0x80) return readIndefinite(bytes, start, depth)
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  if (lengthBytes > 4) throw new Error('The element is too long.')
  let length = first < 0x80 ? first : 0
  for (let at = 0; at < lengthBytes; at++) length = length * 256 + getByte(bytes, start + 2 + at)
  const from = start + 2 + lengthBytes
  const end = from + length
  if (end > bytes.length) throw new Error('The element is cut off.')
  return { tag, bytes: bytes.subarray(start, end), content: bytes.subarray(from, end), end }
}

/** An element that ends with two zero bytes instead of having a length (X.690, section 8.1.3.6). */
function readIndefinite(bytes: Uint8Array, start: number, depth: number): BerElement {
  const from = start + 2
  let at = from
  while (getByte(bytes, at) !== 0 || getByte(bytes, at + 1) !== 0) {
    at = readElement(bytes, at, depth + 1).end
  }
  const end = at + 2
  const tag = getByte(bytes, start)
  return { tag, bytes: bytes.subarray(start, end), content: bytes.subarray(from, at), end }
}

function getByte(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]
  if (byte === undefined) throw new Error('The element is cut off.')
  return byte
}
