/** Reads `receipt.json`, which may have been made by anybody. */
import { parseCanonicalJson } from '../canonical-json.ts'
import { type Receipt, receiptType, statementType } from '../receipt.ts'
import {
  anyObject,
  count,
  digest,
  findMisfit,
  flag,
  list,
  nullable,
  object,
  oneOf,
  optional,
  type Shape,
  text,
} from './shape.ts'

/** A record of the witness. */
export const recordShape: Shape = object({
  type: oneOf('gumshoe-witness-record/1'),
  number: count,
  previous: nullable(digest),
  requestId: text,
  upstream: text,
  method: oneOf('GET'),
  target: text,
  status: count,
  ray: nullable(text),
  date: nullable(text),
  sha256: nullable(digest),
  bytes: nullable(count),
  entries: nullable(
    object({ count, root: digest, next: optional(nullable(text)), last: optional(text) }),
  ),
  credential: nullable(text),
  principal: text,
  at: text,
})

/** A record with its proof. */
export const provenRecordShape: Shape = object({ record: recordShape, proof: list(text) })

/** A head with its signature. */
export const signedHeadShape: Shape = object({
  head: object({
    type: oneOf('gumshoe-witness-head/1'),
    first: count,
    last: count,
    previous: nullable(digest),
    latest: digest,
    root: digest,
    key: digest,
    at: text,
  }),
  signature: text,
})

/** A key that signed. */
export const keyShape: Shape = object({ fingerprint: digest, pem: text, isEphemeral: flag })

const verdict = oneOf('complete', 'partial', 'unknown')
const timeRange = object({ since: text, before: text })

const ledger = object({
  verdict,
  timeRange,
  asked: optional(list(text)),
  windows: list(
    object({
      number: count,
      query: count,
      since: text,
      before: text,
      reason: text,
      outcome: oneOf('reading', 'end', 'continued', 'unknown'),
      pages: list(count),
      unlisted: count,
      doubts: list(text),
      retries: list(anyObject),
    }),
  ),
  gaps: list(timeRange),
})

const page = object({
  source: text,
  request: text,
  at: text,
  count,
  bytes: count,
  requestId: text,
  body: optional(text),
})

const predicate = object({
  madeAt: text,
  madeBy: object({ name: oneOf('Gumshoe'), version: text }),
  claim: text,
  complete: flag,
  verdict,
  mayStillChangeSince: nullable(text),
  lateEntries: nullable(anyObject),
  question: anyObject,
  sources: list(
    object({ in: text, file: nullable(text), exported: count, ledger: optional(ledger) }),
  ),
  notAsked: list(anyObject),
  otherReads: optional(list(object({ in: text, because: text, asked: list(text), timeRange }))),
  counts: object({ loaded: count, shown: count, exported: count, conflicting: count }),
  data: list(object({ name: text, format: oneOf('ndjson', 'csv'), entries: count })),
  entries: object({ count, root: digest }),
  pages: list(page),
  witness: object({
    keys: list(keyShape),
    heads: list(signedHeadShape),
    records: list(provenRecordShape),
    dropped: optional(count),
    absentBecause: optional(text),
    missingBecause: optional(text),
  }),
})

const receiptShape = object({
  _type: oneOf(statementType),
  subject: list(object({ name: text, digest: object({ sha256: digest }) })),
  predicateType: oneOf(receiptType),
  predicate,
})

/** A receipt, and what is wrong with it, as full sentences. Without a receipt nothing else can be checked. */
export type ParsedReceipt = { readonly receipt?: Receipt; readonly problems: readonly string[] }

/** Reads the bytes of a receipt. `name` is what the sentences call it. */
export function parseReceipt(bytes: Uint8Array, name: string): ParsedReceipt {
  const { value, problem } = parseCanonicalJson(bytes)
  const problems = problem === undefined ? [] : [`${name} ${problem}.`]
  if (value === undefined) return { problems }
  const pointer = findMisfit(value, receiptShape)
  if (pointer !== undefined) {
    const part = pointer === '' ? 'the whole' : pointer
    return { problems: [...problems, `${name} is no receipt of this kind: ${part} does not fit.`] }
  }
  return { receipt: value as Receipt, problems }
}
