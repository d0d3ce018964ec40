/**
 * When a failed call is repeated, and after which pause. The only layer that retries: the app and
 * the connection do not, or one failure would multiply.
 */

/** Most repetitions of one request. */
const maxRetries = 2

/** Pauses are random between 0 and these, so that many clients do not come back at once. */
const pauses = { firstMs: 500, maxMs: 8_000 } as const

/** Retries may be a tenth of all requests; so many are saved up at most, and in hand at the start. */
const budget = { perRequest: 0.1, max: 10 } as const

/** Answers that may be gone the next time. A 429 is not among them: nobody may ask for a while then. */
const passing = new Set([408, 500, 502, 503, 504, 520, 521, 522, 523, 524])

/** Whether an answer's status says that the same question may be answered later. */
export function isPassing(status: number): boolean {
  return passing.has(status)
}

/** Grants retries. */
export type RetryPolicy = {
  /** Notes a first call. */
  begin: () => void
  /** The pause before a repetition (`attempt` counts from 0), or `undefined` for none. */
  next: (attempt: number, retryAfterMs?: number) => number | undefined
}

/** Creates the policy; `random` gives numbers from 0 (included) to 1 (excluded). */
export function createRetryPolicy(random: () => number): RetryPolicy {
  let saved: number = budget.max
  return {
    begin() {
      saved = Math.min(budget.max, saved + budget.perRequest)
    },
    next(attempt, retryAfterMs) {
      if (attempt >= maxRetries || saved < 1) return undefined
      // A named wait is kept to; one too long for a request under way is the client's to keep.
      if (retryAfterMs !== undefined && retryAfterMs > pauses.maxMs) return undefined
      saved -= 1
      const span = Math.min(pauses.maxMs, pauses.firstMs * 2 ** attempt)
      return retryAfterMs ?? Math.floor(random() * span)
    },
  }
}
