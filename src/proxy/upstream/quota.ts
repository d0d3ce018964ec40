/**
 * The allowance of upstream requests. Perhaps asynchronous, because not every runtime keeps it in the
 * memory of one process.
 */
import type { Lane } from '../../contract/lane.ts'
import type { QuotaState } from '../../contract/status.ts'
import { createQuotaBucket, type QuotaAnswer, type QuotaObservation } from './quota-bucket.ts'

/** Hands out permissions to call upstream, and learns from what upstream says of its own limit. */
export type Quota = {
  /** Grants one request of this lane to `asker`, or says how long to wait before asking again. */
  take: (lane: Lane, asker?: string) => QuotaAnswer | Promise<QuotaAnswer>
  /** Notes what an answer said. Gives the milliseconds for which nobody should ask; 0 for none. */
  report: (observation: QuotaObservation) => number | Promise<number>
  state: () => QuotaState | Promise<QuotaState>
}

/** The state of a quota of which nothing is known or told. */
export const unknownQuota: QuotaState = {
  used: null,
  mayBeMore: false,
  limit: null,
  remaining: null,
  resetsAt: null,
  coolOffUntil: null,
}

/** A quota that never says no, and knows of no limit. */
export function createUnlimitedQuota(): Quota {
  return {
    take: () => ({ granted: true }),
    report: ({ status, retryAfterMs = 0 }) => (status === 429 ? retryAfterMs : 0),
    state: () => unknownQuota,
  }
}

/** A quota in the memory of this process: so many requests in any five minutes. */
export function createMemoryQuota(requestsPer5Min: number, now: () => number): Quota {
  const bucket = createQuotaBucket(requestsPer5Min)
  return {
    take: (lane, asker) => bucket.take(lane, now(), asker),
    report: (observation) => bucket.report(observation, now()),
    state: () => bucket.state(now()),
  }
}
