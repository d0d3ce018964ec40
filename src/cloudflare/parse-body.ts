/** Parses the body of a page, and finds the bytes of its entries. */
import { type ByteSpan, sliceEntries } from './slice-entries.ts'

/** A parsed body, and where in the bytes the elements of its `result` are; or why it is not JSON. */
export type ParsedBody =
  | { value: unknown; spans: readonly ByteSpan[]; problem?: never }
  | { value?: never; spans?: never; problem: BodyProblem }

type BodyProblem = { kind: 'not-utf-8' } | { kind: 'not-json'; detail: string }

/** Drops a byte order mark. */
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Parses what is UTF-8 and JSON; of any other body it tells which of the two it is not. */
export function parseBody(bytes: Uint8Array): ParsedBody {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    return { problem: { kind: 'not-utf-8' } }
  }
  try {
    return { value: JSON.parse(text), spans: sliceEntries(bytes) }
  } catch (error) {
    return { problem: { kind: 'not-json', detail: error instanceof Error ? error.message : '' } }
  }
}
