/**
 * The receipt: an in-toto Statement (v1) of what was asked, what came, and what may be claimed of it. The browser makes it
 * from what the search knows; the records and heads inside are the proxy's. It is written as its RFC 8785 form.
 */
import type { ProvenRecord, SignedHead, WitnessKey } from '../contract/witness.ts'
import type { LateFacts, Verdict } from '../query/verdict.ts'

/** A receipt, as `receipt.json`. */
export type Receipt = {
  readonly _type: 'https://in-toto.io/Statement/v1'
  /** The files beside the receipt, by their SHA-256 digests. */
  readonly subject: readonly {
    readonly name: string
    readonly digest: { readonly sha256: string }
  }[]
  readonly predicateType: 'urn:gumshoe:receipt:1'
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
  /** Of each log that was asked: filters, verdict, windows with their pages, gaps, and what it cannot show. */
  readonly sources: readonly (Readonly<Record<string, unknown>> & { readonly in: string })[]
  /** The logs that were not asked, and why. */
  readonly notAsked: readonly Readonly<Record<string, unknown>>[]
  readonly counts: {
    readonly loaded: number
    readonly shown: number
    readonly exported: number
    readonly conflicting: number
  }
  /** The tree over the original bytes of the exported entries, in the order of the data files and of their lines. */
  readonly entries: { readonly count: number; readonly root: string }
  /** The pages that were received, in the order in which they arrived. */
  readonly pages: readonly ReceiptPage[]
  readonly witness: ReceiptWitness
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

/** What the proxy signed; `absentBecause` where there are no records at all. */
export type ReceiptWitness = {
  readonly keys: readonly WitnessKey[]
  readonly heads: readonly SignedHead[]
  readonly records: readonly ProvenRecord[]
  readonly absentBecause?: string
}

/**
 * The entries of a page in its order, as a line of `pages.ndjson`: `[from, count]` for consecutive lines of the NDJSON data
 * file of its source, counted from 0, or the leaf hash of an entry that is in no data file as 64 hexadecimal digits.
 */
export type PageLeaves = readonly (readonly [from: number, count: number] | string)[]
