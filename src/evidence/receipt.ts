/**
 * The receipt: an in-toto Statement (v1) of what was asked, what came, and what may be claimed of it. The browser makes it
 * from what the search knows; the records and heads inside are the proxy's. It is written as its RFC 8785 form.
 */
import type { ProvenRecord, SignedHead, WitnessKey } from '../contract/witness.ts'
import type { LateFacts, Verdict } from '../query/verdict.ts'

/** The type of an in-toto Statement, and that of what a receipt states (docs/decisions/0052). */
export const statementType = 'https://in-toto.io/Statement/v1'
export const receiptType = 'urn:gumshoe:receipt:1'

/** Names of files of a ZIP that are the same in each. The data files and the manifest have names of their own. */
export const bundleNames = {
  receipt: 'receipt.json',
  pages: 'pages.ndjson',
  sums: 'SHA256SUMS',
  timestamp: 'receipt.tsr',
} as const

/** Whether a file of a ZIP has the name of a manifest: that of the data with an ending. */
export function isManifestName(name: string): boolean {
  return name.endsWith('manifest.json')
}

/** The manifest that a receipt names; `undefined` where it names none, or several. */
export function findManifestName({ subject }: Receipt): string | undefined {
  const [name, ...others] = subject.map((file) => file.name).filter(isManifestName)
  return others.length === 0 ? name : undefined
}

/** A receipt, as `receipt.json`. */
export type Receipt = {
  readonly _type: typeof statementType
  /** The files beside the receipt that existed before it, by their SHA-256 digests: 64 hexadecimal digits. */
  readonly subject: readonly {
    readonly name: string
    readonly digest: { readonly sha256: string }
  }[]
  readonly predicateType: typeof receiptType
  readonly predicate: ReceiptPredicate
}

/** What a receipt states. Instants are RFC 3339 by the proxy's clock. */
export type ReceiptPredicate = {
  readonly madeAt: string
  readonly madeBy: { readonly name: 'Gumshoe'; readonly version: string }
  /** The claim in words, and whether all entries that the question asks for are in the files. */
  readonly claim: string
  readonly complete: boolean
  readonly verdict: Verdict
  readonly mayStillChangeSince: string | null
  readonly lateEntries: LateFacts | null
  /** The question with fixed times, as the manifest has it. */
  readonly question: Readonly<Record<string, unknown>>
  /** The logs that were asked. */
  readonly sources: readonly ReceiptSource[]
  /** The logs that were not asked, and why. */
  readonly notAsked: readonly Readonly<Record<string, unknown>>[]
  /** The logs that the same search read and that are no part of the answer; absent for none. */
  readonly otherReads?: readonly ReceiptOtherRead[]
  readonly counts: ReceiptCounts
  /** The data files in the order of the tree. */
  readonly data: readonly ReceiptData[]
  /**
   * The tree over the exported entries, in the order of the data files and of their lines. A leaf is a line of NDJSON
   * without its line feed: the entry as it was received, but for line breaks between its tokens. With CSV it is the
   * entry as it was received.
   */
  readonly entries: { readonly count: number; readonly root: string }
  /** The pages that were received, in the order in which they arrived. Their numbers are their positions, from 1. */
  readonly pages: readonly ReceiptPage[]
  readonly witness: ReceiptWitness
}

/** How many entries the list had, passed the local filters, are in the files, and had an id with two contents. */
export type ReceiptCounts = {
  readonly loaded: number
  readonly shown: number
  readonly exported: number
  readonly conflicting: number
}

/** A data file. */
export type ReceiptData = {
  readonly name: string
  readonly format: 'ndjson' | 'csv'
  readonly entries: number
}

/** A log that was asked, with all that the manifest says of it: filters, what it cannot show, and others. */
export type ReceiptSource = Readonly<Record<string, unknown>> & {
  /** The path of the log below `/client/v4/`, such as `accounts/{account_id}/logs/audit`. */
  readonly in: string
  /** The data file with its entries; `null` where none was exported. */
  readonly file: string | null
  readonly exported: number
  /** How it was read; absent where it was not read. */
  readonly ledger?: ReceiptLedger
}

/**
 * A log that is no part of the answer, although the proxy has records of it: a wider question read it before, or it is
 * hidden. Its pages are not in the receipt.
 */
export type ReceiptOtherRead = Readonly<Record<string, unknown>> & {
  readonly in: string
  /** Why it is no part of the answer, as a full sentence. */
  readonly because: string
  /** The first requests of it: path and query below `/client/v4`. */
  readonly asked: readonly string[]
  readonly timeRange: { readonly since: string; readonly before: string }
}

/** How a log was read, with all that the manifest says of it. */
export type ReceiptLedger = Readonly<Record<string, unknown>> & {
  readonly verdict: Verdict
  readonly timeRange: { readonly since: string; readonly before: string }
  readonly windows: readonly ReceiptWindow[]
  readonly gaps: readonly { readonly since: string; readonly before: string }[]
}

/** A part of the time range that was read by one chain of pages. */
export type ReceiptWindow = {
  readonly number: number
  /** Which of the requests of the question it belongs to, from 1. */
  readonly query: number
  readonly since: string
  readonly before: string
  readonly reason: string
  readonly outcome: 'reading' | 'end' | 'continued' | 'unknown'
  /** The numbers of its pages, in their order. */
  readonly pages: readonly number[]
  /** How many more pages it had, which are not in the receipt. */
  readonly unlisted: number
  /** Why its pages may lack entries. */
  readonly doubts: readonly string[]
  /** The requests that brought no page. */
  readonly retries: readonly Readonly<Record<string, unknown>>[]
}

/** A page that was received. Its leaves are the line of the same number in `pages.ndjson`. */
export type ReceiptPage = {
  /** The `in` of its source. */
  readonly source: string
  /** Path and query below `/client/v4`. */
  readonly request: string
  readonly at: string
  readonly count: number
  readonly bytes: number
  readonly requestId: string
  /** The file with the body as it was received; only of pages without entries. */
  readonly body?: string
}

/**
 * What the proxy signed, in the order in which it was collected: the numbers of the records begin again where the proxy has
 * forgotten the search. `absentBecause` says why there are no records at all, `missingBecause` why pages of the receipt have
 * none while others have.
 */
export type ReceiptWitness = {
  readonly keys: readonly WitnessKey[]
  readonly heads: readonly SignedHead[]
  readonly records: readonly ProvenRecord[]
  /** How many records the proxy had dropped, because it keeps a limited number; absent for none. */
  readonly dropped?: number
  readonly absentBecause?: string
  readonly missingBecause?: string
}

/** The entries of a page in its order, as a line of `pages.ndjson`. */
export type PageLeaves = readonly PageLeaf[]

/**
 * One entry of a page or several. `[from, count]`: consecutive lines of the NDJSON data file of the source, counted from
 * 0. A text: the leaf hash of an entry that is in no data file, 64 hexadecimal digits. An object: an entry that was
 * received with line breaks between its tokens; `text` has them, and its line lacks them.
 */
export type PageLeaf =
  | readonly [from: number, count: number]
  | string
  | { readonly line: number; readonly text: string }
