/** The failure to make a proof. */

/** The entry has no proof. The message says why, for the reader. */
export class NoProofError extends Error {
  override readonly name = 'NoProofError'
}
