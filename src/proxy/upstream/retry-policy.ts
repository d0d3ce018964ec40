/**
 * Decides whether and when the proxy repeats a failed call to Cloudflare, within one request of the browser. No other
 * part of the proxy retries. After an error that reaches the browser, the search waits and asks again by itself:
 * web/search/engine/backoff.ts.
 */

/** The maximum number of retries per request. */
const maxRetries = 2

/** Pauses are random from 0 to these, so that many clients do not retry at the same time. */
const pauses = { firstMs: 500, maxMs: 8_000 } as const

/** Retries may be a tenth of all requests; up to `max` accumulate, which is also the start value. */
const budget = { perRequest: 0.1, max: 10 } as const

/** Statuses of temporary failures. Not 429: then no request may be made for a while. */
const passing = new Set([408, 500, 502, 503, 504, 520, 521, 522, 523, 524])

/** Whether a status means a temporary failure. */
export function isPassing(status: number): boolean {
  return passing.has(status)
}

/** The retry policy. */
export type RetryPolicy = {
  /** Counts a first call. */
  begin: () => void
  /** The pause in milliseconds before a retry (`attempt` counts from 0); `undefined` for no retry. */
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
      // A requested wait is respected. If it is too long for an open request, the client has to wait.
      if (retryAfterMs !== undefined && retryAfterMs > pauses.maxMs) return undefined
      saved -= 1
      const span = Math.min(pauses.maxMs, pauses.firstMs * 2 ** attempt)
      return retryAfterMs ?? Math.floor(random() * span)
    },
  }
}
