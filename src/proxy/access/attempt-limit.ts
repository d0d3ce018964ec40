/**
 * Slows guessing down: after some failures from one address, each further one makes the next attempt
 * wait twice as long.
 */

/** Counts attempts by address. */
export type AttemptLimit = {
  /** Milliseconds until this address may try again; 0 when it may now. */
  waitMs: (address: string) => number
  fail: (address: string) => void
  succeed: (address: string) => void
}

const maxWaitMs = 300_000
/** Failures are forgotten after this long without another. */
const memoryMs = 900_000
/** Addresses that are remembered; beyond that the oldest is forgotten. */
const maxAddresses = 10_000

/** Creates it with the clock that it goes by; by default five failures are free, the first wait is 1 s. */
export function createAttemptLimit(
  now: () => number,
  { freeFailures = 5, firstWaitMs = 1_000 } = {},
): AttemptLimit {
  const failures = new Map<string, { count: number; lastMs: number }>()

  function find(address: string) {
    const known = failures.get(address)
    return known && now() - known.lastMs < memoryMs ? known : undefined
  }

  return {
    waitMs(address) {
      const known = find(address)
      if (!known || known.count < freeFailures) return 0
      const pauseMs = Math.min(maxWaitMs, firstWaitMs * 2 ** (known.count - freeFailures))
      return Math.max(0, known.lastMs + pauseMs - now())
    },
    fail(address) {
      const count = (find(address)?.count ?? 0) + 1
      failures.delete(address)
      failures.set(address, { count, lastMs: now() })
      const [oldest] = failures.keys()
      if (failures.size > maxAddresses && oldest !== undefined) failures.delete(oldest)
    },
    succeed: (address) => {
      failures.delete(address)
    },
  }
}
