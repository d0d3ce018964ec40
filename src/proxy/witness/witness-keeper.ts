/** Keeps the records of searches for a while. Methods may be asynchronous, because on Workers another process does it. */
import type { SignedHead, WitnessRecord } from '../../contract/witness.ts'

/** Whose search it is: a principal's key (`toPrincipalKey`), and the id that its page made up. */
export type SearchOwner = { readonly principal: string; readonly searchId: string }

/** A record without its place in the search. */
export type RecordDraft = Omit<WitnessRecord, 'type' | 'number' | 'previous'>

/** What is kept of a search. */
export type KeptSearch = {
  /** Consecutive records. */
  readonly records: readonly WitnessRecord[]
  /** The signatures over them, in order; the last records may not be signed yet. */
  readonly heads: readonly SignedHead[]
  /** How many records were not kept, because their number or their memory is limited. */
  readonly dropped: number
}

/** Keeps records. A search is found only under the principal that began it. */
export type WitnessKeeper = {
  /** Says that an answer is under way, so that `read` waits for it. */
  begin: (owner: SearchOwner, requestId: string) => void | Promise<void>
  /** Ends what was begun: with a record, or without when there was no answer. */
  end: (
    owner: SearchOwner,
    requestId: string,
    draft: RecordDraft | undefined,
  ) => void | Promise<void>
  /** Waits for the answers that are under way, ten seconds at most; `undefined` for a search that is not known. */
  read: (owner: SearchOwner) => Promise<KeptSearch | undefined>
  /**
   * Adds a signature, and gives what is kept afterwards. One that does not continue what is signed is ignored, because
   * another request was faster; signatures of another key are dropped.
   */
  seal: (
    owner: SearchOwner,
    signed: SignedHead,
  ) => KeptSearch | undefined | Promise<KeptSearch | undefined>
}
