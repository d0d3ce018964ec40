/**
 * The circuit breaker: when upstream fails again and again, requests are refused here for a while
 * instead of piling up there, and one probe finds out whether it is back.
 */
import type { CircuitState } from '../../contract/status.ts'

/** Leave to ask. One of the two has to be called, once. */
export type Pass = {
  waitMs?: never
  /** Notes whether upstream failed: could not be reached, did not answer, or answered with a 5xx. */
  record: (failed: boolean) => void
  /** Ends a request that tells nothing, such as one whose client went away. */
  release: () => void
}

/** Decides whether a request may go, and learns how it went. */
export type Circuit = {
  /** The pass of a request that may go, or the milliseconds to wait. */
  enter: () => Pass | { waitMs: number }
  state: () => CircuitState
}

const openMs = 15_000
const windowMs = 30_000
const failuresInARow = 5
/** Fewer requests say nothing about a share. */
const minForShare = 10

/** Creates a closed circuit. */
export function createCircuit(now: () => number): Circuit {
  let tally = createTally()
  let openUntilMs: number | undefined
  let isProbing = false

  function record(failed: boolean): void {
    const atMs = now()
    // Requests that began before it opened say nothing new.
    if (openUntilMs !== undefined) return
    if (tally.add(failed, atMs)) {
      openUntilMs = atMs + openMs
      tally = createTally()
    }
  }

  function recordProbe(failed: boolean): void {
    isProbing = false
    tally = createTally()
    openUntilMs = failed ? now() + openMs : undefined
  }

  return {
    enter() {
      if (openUntilMs === undefined) return { record, release: () => undefined }
      const waitMs = openUntilMs - now()
      if (waitMs > 0) return { waitMs }
      if (isProbing) return { waitMs: 1_000 }
      isProbing = true
      return {
        record: recordProbe,
        release: () => {
          isProbing = false
        },
      }
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

/** Counts outcomes by the second, so that a busy proxy does not keep thousands of them. */
function createTally() {
  let seconds: { second: number; all: number; failed: number }[] = []
  let inARow = 0
  return {
    /** Adds one; true when there are too many failures now. */
    add(failed: boolean, atMs: number): boolean {
      const second = Math.floor(atMs / 1_000)
      if (seconds.at(-1)?.second !== second) {
        seconds = seconds.filter((each) => each.second > second - windowMs / 1_000)
        seconds.push({ second, all: 0, failed: 0 })
      }
      const last = seconds.at(-1)
      if (last) {
        last.all++
        if (failed) last.failed++
      }
      inARow = failed ? inARow + 1 : 0
      if (inARow >= failuresInARow) return true
      const all = seconds.reduce((sum, each) => sum + each.all, 0)
      const failures = seconds.reduce((sum, each) => sum + each.failed, 0)
      return all >= minForShare && failures * 2 > all
    },
  }
}
