/** Makes the receipt of an export from what the search knows and what was written. */
import { encodeCanonicalJson } from './canonical-json.ts'
import {
  type Receipt,
  type ReceiptLedger,
  type ReceiptPage,
  type ReceiptPredicate,
  type ReceiptSource,
  type ReceiptWindow,
  receiptType,
  statementType,
} from './receipt.ts'

/** A window of a ledger. Its pages are also among the pages of the receipt, with the same request and request id. */
export type LedgerWindowFacts = Omit<ReceiptWindow, 'pages' | 'unlisted' | 'doubts'> & {
  readonly pages: readonly (Pick<ReceiptPage, 'requestId' | 'request'> & {
    readonly doubts: readonly string[]
  })[]
  /** Totals of requests that the ledger no longer lists. */
  readonly earlier?: { readonly pages: number } | undefined
}

/** A source as the manifest has it, with the windows of its ledger. */
export type ReceiptSourceInput = Omit<ReceiptSource, 'ledger'> & {
  readonly in: string
  readonly file: string | null
  readonly exported: number
  readonly ledger?: Omit<ReceiptLedger, 'windows'> & {
    readonly verdict: ReceiptLedger['verdict']
    readonly timeRange: ReceiptLedger['timeRange']
    readonly gaps: ReceiptLedger['gaps']
    readonly windows: readonly LedgerWindowFacts[]
  }
}

/** All that a receipt is made of. */
export type ReceiptInput = Omit<ReceiptPredicate, 'madeBy' | 'sources'> & {
  /** The version of Gumshoe; empty if unknown. */
  readonly version: string
  readonly sources: readonly ReceiptSourceInput[]
  /** The files that were written before the receipt, with their digests. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
}

/**
 * Makes a receipt. Members without a value are left out, and a lone surrogate, which some API answers have, becomes
 * U+FFFD: a receipt could not be written otherwise. Throws a `RangeError` when two files have one name.
 */
export function createReceipt(input: ReceiptInput): Receipt {
  const { version, files, sources, witness, ...facts } = input
  const names = new Set<string>()
  for (const { name } of files) {
    if (names.has(name)) throw new RangeError(`Two files are called ${name}.`)
    names.add(name)
  }
  const receipt: Receipt = {
    _type: statementType,
    subject: files.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: receiptType,
    predicate: {
      ...facts,
      madeBy: { name: 'Gumshoe', version: version || 'unknown' },
      sources: sources.map((source) => toReceiptSource(source, input.pages)),
      // Signed: what the proxy sent must not be changed.
      witness: { keys: [], heads: [], records: [] },
    },
  }
  const sayable = toSayable(receipt)
  return { ...sayable, predicate: { ...sayable.predicate, witness } }
}

/** The bytes of a receipt: canonical JSON in UTF-8. Throws as `formatCanonicalJson`. */
export function formatReceipt(receipt: Receipt): Uint8Array<ArrayBuffer> {
  return encodeCanonicalJson(receipt)
}

function toReceiptSource(
  { ledger, ...source }: ReceiptSourceInput,
  pages: readonly ReceiptPage[],
): ReceiptSource {
  const facts = { ...source, in: source.in, file: source.file, exported: source.exported }
  if (!ledger) return facts
  const numbers = new Map<string, number[]>()
  for (const [index, page] of pages.entries()) {
    if (page.source !== source.in) continue
    const key = toKey(page)
    numbers.set(key, [...(numbers.get(key) ?? []), index + 1])
  }
  const windows = ledger.windows.map((window) => toReceiptWindow(window, numbers))
  const { verdict, timeRange, gaps } = ledger
  return { ...facts, ledger: { ...ledger, verdict, timeRange, gaps, windows } }
}

/** Takes the numbers of the pages of a window: the same request without an id may have been made several times. */
function toReceiptWindow(
  { pages, earlier, ...window }: LedgerWindowFacts,
  numbers: ReadonlyMap<string, number[]>,
): ReceiptWindow {
  const listed = pages.flatMap((page) => numbers.get(toKey(page))?.shift() ?? [])
  return {
    ...window,
    pages: listed,
    unlisted: pages.length - listed.length + (earlier?.pages ?? 0),
    doubts: pages.flatMap(({ doubts }) => doubts),
  }
}

function toKey({ requestId, request }: Pick<ReceiptPage, 'requestId' | 'request'>): string {
  return `${requestId} ${request}`
}

function toSayable<Value>(value: Value): Value
function toSayable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(toSayable)
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key.toWellFormed(), toSayable(member)]),
  )
}
