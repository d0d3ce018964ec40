/**
 * The judge of a page: an answer counts only when its bytes are UTF-8, the text is JSON, the envelope
 * says `success`, `result` is a list, and the count it claims is the count it holds. A truncated
 * body can look like success on every runtime, so nothing less will do.
 */
import type { ApiMessage } from './api-error.ts'
import { envelopeErrors, findEnvelope, type ResultInfo } from './envelope.ts'
import { findCount, findNextCursor } from './pagination.ts'
import { parseBody } from './parse-body.ts'
import type { ByteSpan } from './slice-entries.ts'

/** A page that may be counted: its original bytes, where in them each entry stands, and what is said of it. */
export type Page = {
  source: Uint8Array
  entries: readonly unknown[]
  spans: readonly ByteSpan[]
  info: ResultInfo | undefined
  nextCursor: string | undefined
}

/** Why a body is not a page. */
export type PageProblem =
  | { kind: 'not-utf-8' }
  | { kind: 'not-json'; detail: string }
  | { kind: 'not-an-envelope' }
  | { kind: 'not-successful'; errors: readonly ApiMessage[] }
  | { kind: 'result-not-a-list' }
  | { kind: 'count-differs'; claimed: number; received: number }

/** Judges the bytes of a 2xx answer. A byte order mark is dropped; nothing else is altered. */
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
    },
  }
}

/** The text of one entry of a page as it was sent; `undefined` when there is none at this place. */
export function findEntryText({ source, spans }: Page, place: number): string | undefined {
  const span = spans[place]
  return span && entryDecoder.decode(source.subarray(span.start, span.end))
}

/** Entries may begin with any character, a byte order mark included. */
const entryDecoder = new TextDecoder('utf-8', { ignoreBOM: true })
