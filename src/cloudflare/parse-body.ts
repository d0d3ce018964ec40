/**
 * Parses the body of a page. One character beyond Latin-1 makes a text twice as large and five times as slow to
 * decode, and among a thousand entries one nearly always has some: so entries that have none are parsed in runs.
 */
import { type ByteSpan, sliceEntries } from './slice-entries.ts'

/** A parsed body, and where in the bytes the elements of its `result` stand; or why it is none. */
export type ParsedBody =
  | { value: unknown; spans: readonly ByteSpan[]; problem?: never }
  | { value?: never; spans?: never; problem: BodyProblem }

type BodyProblem = { kind: 'not-utf-8' } | { kind: 'not-json'; detail: string }

/** Entries one after the other, from a number up to, not including, another. */
type Run = { from: number; to: number }

/** To begin a run costs as much as so many entries gain by it. */
const leastRun = 32

const [zero, openBracket, closeBracket] = [0x30, 0x5b, 0x5d]
/** Drops a byte order mark. */
const bodyDecoder = new TextDecoder('utf-8', { fatal: true })
/** An entry that begins with one is no JSON. */
const runDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

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
 * Each run as a list, and what is around them with a 0 in the place of each. Two places without a comma between
 * them are 00, which no JSON has, so nothing is taken that the whole text is not.
 */
function parseParts(bytes: Uint8Array, spans: readonly ByteSpan[]): unknown {
  const runs = findRuns(findWide(bytes, spans), spans.length)
  if (runs.length < 2) return JSON.parse(bodyDecoder.decode(bytes))
  const places = runs.map(({ from, to }) => ({
    start: spans[from]?.start ?? 0,
    end: spans[to - 1]?.end ?? 0,
  }))
  const value: unknown = JSON.parse(bodyDecoder.decode(cutOut(bytes, places)))
  return { ...(value as object), result: places.flatMap((place) => parseList(bytes, place)) }
}

/** The numbers of the entries with bytes beyond ASCII; none where the bytes do not begin as numbers may. */
function findWide(bytes: Uint8Array, spans: readonly ByteSpan[]): number[] {
  const { buffer, byteOffset, length } = bytes
  const wide: number[] = []
  if (byteOffset % 4 !== 0) return wide
  const words = new Uint32Array(buffer, byteOffset, length >> 2)
  let entry = 0
  for (let word = findWideWord(words, 0); word < words.length; ) {
    while (entry < spans.length && (spans[entry]?.end ?? 0) <= word * 4) entry++
    const { start, end } = spans[entry] ?? { start: bytes.length, end: bytes.length }
    const isInside = start < word * 4 + 4
    if (isInside) wide.push(entry++)
    word = findWideWord(words, isInside ? Math.max(word + 1, end >> 2) : word + 1)
  }
  return wide
}

function findWideWord(words: Uint32Array, from: number): number {
  let word = from
  while (word < words.length && ((words[word] ?? 0) & 0x80808080) === 0) word++
  return word
}

/** Joins wide entries, and the few others between two of them; of the others, those that are many. */
function findRuns(wide: readonly number[], count: number): Run[] {
  const runs: Run[] = []
  let from = 0
  let to = 0
  for (const entry of [...wide, count]) {
    if (entry - to >= leastRun || entry === count) {
      if (to > from) runs.push({ from, to })
      if (entry > to) runs.push({ from: to, to: entry })
      from = entry
    }
    to = entry + 1
  }
  return runs
}

/** The next list gets the same memory: what is left to the collector may stay for minutes. */
let scratch = new Uint8Array(0)

function parseList(bytes: Uint8Array, { start, end }: ByteSpan): readonly unknown[] {
  const length = end - start + 2
  if (scratch.length < length) scratch = new Uint8Array(length)
  const list = scratch.subarray(0, length)
  list[0] = openBracket
  list.set(bytes.subarray(start, end), 1)
  list[length - 1] = closeBracket
  return JSON.parse(runDecoder.decode(list))
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
