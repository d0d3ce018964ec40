/**
 * The quota of upstream requests. Methods may be asynchronous, because on Workers it is kept in another
 * process.
 */
import type { Lane } from '../../contract/lane.ts'
import type { QuotaState } from '../../contract/status.ts'
import { createQuotaBucket, type QuotaAnswer, type QuotaObservation } from './quota-bucket.ts'

/** Grants permissions to call upstream, and takes upstream's own limits into account. */
export type Quota = {
  /** Grants one request of this lane to `asker`, or returns the wait until the next try. */
  take: (lane: Lane, asker?: string) => QuotaAnswer | Promise<QuotaAnswer>
  /** Records the limits of a response. Returns the milliseconds of a cool-off; 0 for none. */
  report: (observation: QuotaObservation) => number | Promise<number>
  state: () => QuotaState | Promise<QuotaState>
}

/** The state of an unknown or undisclosed quota. */
export const unknownQuota: QuotaState = {
  used: null,
  mayBeMore: false,
  limit: null,
  remaining: null,
  resetsAt: null,
  coolOffUntil: null,
}

/** A quota without a limit. */
export function createUnlimitedQuota(): Quota {
  return {
    take: () => ({ granted: true }),
    report: ({ status, retryAfterMs = 0 }) => (status === 429 ? retryAfterMs : 0),
    state: () => unknownQuota,
  }
}

/** A quota in the memory of this process: at most `requestsPer5Min` in any five minutes. */
export function createMemoryQuota(requestsPer5Min: number, now: () => number): Quota {
  const bucket = createQuotaBucket(requestsPer5Min)
  return {
    take: (lane, asker) => bucket.take(lane, now(), asker),
    report: (observation) => bucket.report(observation, now()),
    state: () => bucket.state(now()),
  }
}
