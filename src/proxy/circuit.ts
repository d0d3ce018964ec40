/**
 * The circuit breaker: when upstream fails again and again, requests are refused here for a while
 * instead of piling up there, and one probe finds out whether it is back.
 */

/** How the circuit stands; `until` is RFC 3339. */
export type CircuitState = { state: 'closed' | 'open' | 'half-open'; until: string | null }

/** Decides whether a request may go, and learns how it went. */
export type Circuit = {
  /** 0 when it may go, else the milliseconds to wait. Who gets 0 has to call `record` or `release`. */
  enter: () => number
  /** Notes whether upstream failed: could not be reached, did not answer, or answered with a 5xx. */
  record: (failed: boolean) => void
  /** Ends a request that tells nothing, such as one whose client went away. */
  release: () => void
  state: () => CircuitState
}

const openMs = 15_000
const windowMs = 30_000
const failuresInARow = 5
/** Fewer requests say nothing about a share. */
const leastForShare = 10

/** Creates a closed circuit. */
export function createCircuit(now: () => number): Circuit {
  let outcomes: { atMs: number; failed: boolean }[] = []
  let openUntilMs: number | undefined
  let isProbing = false

  function shouldOpen(): boolean {
    const lastOnes = outcomes.slice(-failuresInARow)
    if (lastOnes.length === failuresInARow && lastOnes.every(({ failed }) => failed)) return true
    const failures = outcomes.filter(({ failed }) => failed).length
    return outcomes.length >= leastForShare && failures * 2 > outcomes.length
  }

  return {
    enter() {
      if (openUntilMs === undefined) return 0
      const waitMs = openUntilMs - now()
      if (waitMs > 0) return waitMs
      if (isProbing) return 1_000
      isProbing = true
      return 0
    },
    record(failed) {
      const atMs = now()
      if (isProbing) {
        isProbing = false
        outcomes = []
        openUntilMs = failed ? atMs + openMs : undefined
        return
      }
      // Requests that began before it opened say nothing new.
      if (openUntilMs !== undefined) return
      outcomes = [...outcomes.filter((each) => each.atMs > atMs - windowMs), { atMs, failed }]
      if (shouldOpen()) {
        openUntilMs = atMs + openMs
        outcomes = []
      }
    },
    release() {
      isProbing = false
    },
    state() {
      if (openUntilMs === undefined) return { state: 'closed', until: null }
      const isOpen = openUntilMs > now()
      return {
        state: isOpen ? 'open' : 'half-open',
        until: isOpen ? new Date(openUntilMs).toISOString() : null,
      }
    },
  }
}
