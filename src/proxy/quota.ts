/**
 * The allowance of upstream requests. Asynchronous because not every runtime keeps it in the
 * memory of one process.
 */

/** Who asks: a person who waits, or a long run that can. */
export type Lane = 'interactive' | 'bulk'

/** Hands out permissions to call upstream. */
export type Quota = {
  /** Resolves when one request of this lane may go. */
  take: (lane: Lane) => Promise<void>
}

/** A quota that never says no. */
export function createUnlimitedQuota(): Quota {
  return { take: async () => undefined }
}
