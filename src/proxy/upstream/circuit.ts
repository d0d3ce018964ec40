/**
 * The circuit breaker: after repeated upstream failures, requests are refused for 15 seconds, and then one
 * probe tests whether upstream has recovered.
 */
import type { CircuitState } from '../../contract/status.ts'

/** A permission to call upstream. Call `record` or `release` exactly once. */
export type Pass = {
  waitMs?: never
  /** Records whether upstream failed: unreachable, no response, or a 5xx. */
  record: (failed: boolean) => void
  /** Ends a request without a result, such as one whose client disconnected. */
  release: () => void
}

/** Decides whether a request may be sent. */
export type Circuit = {
  /** A pass, or the milliseconds to wait. */
  enter: () => Pass | { waitMs: number }
  state: () => CircuitState
}

const openMs = 15_000
const windowMs = 30_000
const failuresInARow = 5
/** With fewer requests, the share of failures means nothing. */
const minForShare = 10

/** Creates a closed circuit. */
export function createCircuit(now: () => number): Circuit {
  let tally = createTally()
  let openUntilMs: number | undefined
  let isProbing = false

  function record(failed: boolean): void {
    const atMs = now()
    // Ignore requests that began before the circuit opened.
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

/** Counts results per second instead of keeping each, of which a busy proxy has thousands. */
function createTally() {
  let seconds: { second: number; all: number; failed: number }[] = []
  let inARow = 0
  return {
    /** Adds a result; true when the failures have reached the limit. */
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
