/** The part of the store's interface that receipts are made from: which entries each page had, and their hashes. */

/** How many bytes a hash has. */
export const hashBytes = 32

/**
 * Entries that follow each other in a page: of consecutive rows, or entries without a row of their own, of which the store
 * has only the leaf hashes, one after the other.
 */
export type LeafRun =
  | { firstRow: number; count: number; hashes?: never }
  | { hashes: Uint8Array<ArrayBuffer>; firstRow?: never; count?: never }

/**
 * The store's knowledge of the pages that it was given. Rows in it are valid for as long as the store, whether the entry
 * is in the list or repeats one of the list.
 */
export type LeafStore = {
  /**
   * The entries of pages in the order of each page, by the tickets that staging gave them, whatever became of the pages
   * since. Rejects for a ticket that is unknown or forgotten.
   */
  pageLeaves(tickets: readonly number[]): Promise<readonly (readonly LeafRun[])[]>
  /** Forgets the leaves of pages that no receipt will name. Their entries stay. */
  forgetLeaves(tickets: readonly number[]): Promise<void>
  /**
   * The leaf hashes of these rows in their order, 32 bytes each: SHA-256 of a zero byte and the entry as it was sent.
   * Rejects for a row without an entry, and with the signal's reason when it is aborted.
   */
  leafHashes(rows: Uint32Array, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>
  /**
   * As `leafHashes`, but SHA-256 of the canonical form (RFC 8785) of each entry: the same for equal JSON in other bytes.
   * An entry without a certain canonical form has the hash of its bytes.
   */
  contentHashes(rows: Uint32Array, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>
}
