/** Slows down guessing: after some failures from one address, each further one doubles its wait. */

/** Counts attempts by address. */
export type AttemptLimit = {
  /** Milliseconds until this address may try again; 0 when it may now. */
  waitMs: (address: string) => number
  fail: (address: string) => void
  succeed: (address: string) => void
}

const maxWaitMs = 300_000
/** Failures expire after this long without another. */
const memoryMs = 900_000
/** The maximum number of addresses; beyond it the oldest is dropped. */
const maxAddresses = 10_000

/** Creates a limit. By default five failures cause no wait, and the first wait is 1 s. */
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
