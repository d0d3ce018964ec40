/** Lines of a stream of bytes. A line ends with a line feed, which does not belong to it. */
import type { Sha256 } from '../../query/identity/sha-256.ts'

const lineFeed = 0x0a
const leafPrefix = Uint8Array.of(0)

/** Takes chunks, and finds lines in them. */
export type LineSplitter = {
  readonly push: (chunk: Uint8Array) => void
  /** Says that no more chunks come. Returns whether the last line had its line feed. */
  readonly end: () => boolean
}

/** Adds and closes each line that ends in the chunk. Returns what follows the last one. */
function takeLines(
  chunk: Uint8Array,
  add: (part: Uint8Array) => void,
  close: () => void,
): Uint8Array {
  let from = 0
  for (let to = chunk.indexOf(lineFeed); to !== -1; to = chunk.indexOf(lineFeed, from)) {
    add(chunk.subarray(from, to))
    close()
    from = to + 1
  }
  return chunk.subarray(from)
}

/** Hashes each line as a leaf, without keeping any. `onLeaf` gets 32 bytes. */
export function createLeafSplitter(
  createHash: () => Sha256,
  onLeaf: (hash: Uint8Array) => void,
): LineSplitter {
  let sha = createHash()
  let isEmpty = true

  function add(part: Uint8Array): void {
    if (isEmpty) sha.update(leafPrefix)
    isEmpty = false
    sha.update(part)
  }

  function close(): void {
    onLeaf(sha.digestBytes())
    sha = createHash()
    isEmpty = true
  }

  return {
    push(chunk) {
      const rest = takeLines(chunk, add, close)
      if (rest.length > 0) add(rest)
    },
    end() {
      const isEnded = isEmpty
      if (!isEnded) close()
      return isEnded
    },
  }
}

/** Gives each line as bytes. Throws a `RangeError` for a line of more than `maxBytes`. */
export function createLineSplitter(
  maxBytes: number,
  onLine: (line: Uint8Array) => void,
): LineSplitter {
  let parts: Uint8Array[] = []
  let length = 0

  function add(part: Uint8Array): void {
    length += part.length
    if (length > maxBytes)
      throw new RangeError(`It has a line of more than ${maxBytes.toLocaleString('en-US')} bytes.`)
    parts.push(part)
  }

  function close(): void {
    const [only] = parts
    if (parts.length === 1 && only) onLine(only)
    else onLine(joinParts(parts, length))
    parts = []
    length = 0
  }

  return {
    push(chunk) {
      const rest = takeLines(chunk, add, close)
      // A chunk may be written anew by who gave it.
      if (rest.length > 0) add(rest.slice())
    },
    end() {
      const isEnded = parts.length === 0
      if (!isEnded) close()
      return isEnded
    },
  }
}

/**
 * The line of this index, from 0. Reads no further than to its end. Rejects when the stream fails, and with a `RangeError`
 * when it has fewer lines.
 */
export async function findLine(
  stream: ReadableStream<Uint8Array>,
  index: number,
): Promise<Uint8Array> {
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  let number = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) throw new RangeError(`There is no line ${index + 1}.`)
    let from = 0
    for (let to = value.indexOf(lineFeed); to !== -1; to = value.indexOf(lineFeed, from)) {
      if (number === index) {
        const end = value.slice(from, to)
        await reader.cancel()
        return joinParts([...parts, end], length + end.length)
      }
      number++
      from = to + 1
    }
    if (number !== index) continue
    const part = value.slice(from)
    parts.push(part)
    length += part.length
  }
}

function joinParts(parts: readonly Uint8Array[], length: number): Uint8Array {
  const line = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    line.set(part, at)
    at += part.length
  }
  return line
}
