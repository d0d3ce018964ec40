/**
 * Parses the body of a page entry by entry: a text with one character beyond Latin-1 takes twice the memory
 * and five times as long to decode, and among a thousand entries one nearly always has some.
 */
import { type ByteSpan, sliceEntries } from './slice-entries.ts'

/** A parsed body, and where in the bytes the elements of its `result` stand; or why it is none. */
export type ParsedBody =
  | { value: unknown; spans: readonly ByteSpan[]; problem?: never }
  | { value?: never; spans?: never; problem: BodyProblem }

type BodyProblem = { kind: 'not-utf-8' } | { kind: 'not-json'; detail: string }

const zero = 0x30
/** Drops a byte order mark. */
const bodyDecoder = new TextDecoder('utf-8', { fatal: true })
/** An entry that begins with one is no JSON. */
const entryDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Takes and refuses what `JSON.parse` does of the whole text, and says of it why. */
export function parseBody(bytes: Uint8Array): ParsedBody {
  try {
    const spans = sliceEntries(bytes)
    return { value: parseParts(bytes, spans), spans }
  } catch {
    return parseWhole(bytes)
  }
}

/**
 * Each element by itself, and what is around them with a 0 in the place of each. Two places without a comma
 * between them are 00, which no JSON has, so nothing is taken that the whole text is not.
 */
function parseParts(bytes: Uint8Array, spans: readonly ByteSpan[]): unknown {
  const value: unknown = JSON.parse(bodyDecoder.decode(cutOut(bytes, spans)))
  if (spans.length === 0) return value
  const result = spans.map(({ start, end }): unknown =>
    JSON.parse(entryDecoder.decode(bytes.subarray(start, end))),
  )
  return { ...(value as object), result }
}

function cutOut(bytes: Uint8Array, spans: readonly ByteSpan[]): Uint8Array {
  const rest = new Uint8Array(
    spans.reduce((size, { start, end }) => size - (end - start) + 1, bytes.length),
  )
  let length = 0
  let done = 0
  for (const { start, end } of spans) {
    rest.set(bytes.subarray(done, start), length)
    length += start - done
    rest[length++] = zero
    done = end
  }
  rest.set(bytes.subarray(done), length)
  return rest
}

function parseWhole(bytes: Uint8Array): ParsedBody {
  let text: string
  try {
    text = bodyDecoder.decode(bytes)
  } catch {
    return { problem: { kind: 'not-utf-8' } }
  }
  try {
    return { value: JSON.parse(text), spans: sliceEntries(bytes) }
  } catch (error) {
    return { problem: { kind: 'not-json', detail: error instanceof Error ? error.message : '' } }
  }
}
