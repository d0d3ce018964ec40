/** The part of the store's interface that tells entries apart without their texts. */

/** One value for each entry. */
export type EntryKeys = {
  /** Milliseconds since the epoch; NaN without a readable time. */
  times: Float64Array<ArrayBuffer>
  /** A hash of the id, the same in every store; 0 without an id. */
  ids: Float64Array<ArrayBuffer>
}

export type KeyStore = {
  /** The times of these rows and the hashes of their ids. Rejects for a row without an entry. */
  keysOf(rows: Uint32Array): Promise<EntryKeys>
}
