/**
 * Decides whether an answer is a valid page: its bytes are UTF-8, the text is JSON, the envelope says `success`,
 * `result` is a list, and the claimed count is the number of entries. A truncated body can look like success
 * on every runtime, so all of these checks are needed.
 */
import type { ApiMessage } from './api-error.ts'
import { envelopeErrors, findEnvelope, type ResultInfo } from './envelope.ts'
import { findCount, findNextCursor } from './pagination.ts'
import { parseBody } from './parse-body.ts'
import type { ByteSpan } from './slice-entries.ts'

/** A valid page: its original bytes, the span of each entry in them, and its `result_info`. */
export type Page = {
  source: Uint8Array
  entries: readonly unknown[]
  spans: readonly ByteSpan[]
  info: ResultInfo | undefined
  nextCursor: string | undefined
  /** Whether the page says how many entries it has; then it has as many. */
  hasCount: boolean
  /** Number of entries that are no JSON objects. */
  notObjects: number
}

/** The reason why a body is not a valid page. */
export type PageProblem =
  | { kind: 'not-utf-8' }
  | { kind: 'not-json'; detail: string }
  | { kind: 'not-an-envelope' }
  | { kind: 'not-successful'; errors: readonly ApiMessage[] }
  | { kind: 'result-not-a-list' }
  | { kind: 'count-differs'; claimed: number; received: number }

/** Parses the bytes of a 2xx answer. A byte order mark is dropped; nothing else is altered. */
export function parsePage(
  bytes: Uint8Array,
): { page: Page; problem?: never } | { page?: never; problem: PageProblem } {
  const { value, spans, problem } = parseBody(bytes)
  if (problem) return { problem }
  const envelope = findEnvelope(value)
  if (!envelope) return { problem: { kind: 'not-an-envelope' } }
  if (!envelope.success) {
    return { problem: { kind: 'not-successful', errors: envelopeErrors(envelope) } }
  }
  const entries = envelope.result ?? []
  if (!Array.isArray(entries)) return { problem: { kind: 'result-not-a-list' } }
  const claimed = findCount(envelope.result_info)
  if (claimed !== undefined && claimed !== entries.length) {
    return { problem: { kind: 'count-differs', claimed, received: entries.length } }
  }
  return {
    page: {
      source: bytes,
      entries,
      spans,
      info: envelope.result_info ?? undefined,
      nextCursor: findNextCursor(envelope.result_info),
      hasCount: claimed !== undefined,
      notObjects: entries.filter((entry) => !isObject(entry)).length,
    },
  }
}

function isObject(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && !Array.isArray(entry)
}

/** The text of the entry at `index` of a page, as it was sent; `undefined` beyond the last entry. */
export function findEntryText({ source, spans }: Page, index: number): string | undefined {
  const span = spans[index]
  return span && entryDecoder.decode(source.subarray(span.start, span.end))
}

/** Entries may begin with any character, a byte order mark included. */
const entryDecoder = new TextDecoder('utf-8', { ignoreBOM: true })
