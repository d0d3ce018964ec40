/** Parses the body of a page, and finds the bytes of its entries. */
import { type ByteSpan, sliceEntries } from './slice-entries.ts'

/** A parsed body with the byte spans of the elements of `result`; or the reason why it is not JSON. */
export type ParsedBody =
  | { value: unknown; spans: readonly ByteSpan[]; problem?: never }
  | { value?: never; spans?: never; problem: BodyProblem }

type BodyProblem = { kind: 'not-utf-8' } | { kind: 'not-json'; detail: string }

/** Drops a byte order mark. */
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Parses a body; the problem says whether it is not UTF-8 or not JSON. */
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
