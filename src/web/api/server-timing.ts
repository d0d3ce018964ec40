/** The proxy's clock and mode, which come with the document in its Server-Timing header. */
import { serverTimingMetrics } from '../../contract/headers.ts'

let clock: ReturnType<typeof readClock>
let isClockRead = false

/**
 * By how much the proxy's clock is ahead of this computer's, in milliseconds. Unknown where the browser
 * shows a document that it cached, or does not give this header to a page.
 */
export function findServerClock(): { clockAheadMs: number } | undefined {
  // Read once: after the computer has slept, the time since the document came is unknown.
  if (!isClockRead) clock = readClock()
  isClockRead = true
  return clock
}

function readClock(): { clockAheadMs: number } | undefined {
  const timing = findTiming()
  const nowMs = Date.parse(timing?.values.get(serverTimingMetrics.clock) ?? '')
  if (!timing || Number.isNaN(nowMs)) return undefined
  return { clockAheadMs: nowMs - timing.atMs }
}

/** The proxy's mode; unknown where the clock is. */
export function findServerMode(): string | undefined {
  return findTiming()?.values.get(serverTimingMetrics.mode)
}

function findTiming(): { atMs: number; values: ReadonlyMap<string, string> } | undefined {
  const [document] = performance.getEntriesByType('navigation')
  if (!(document instanceof PerformanceNavigationTiming)) return undefined
  const { type, transferSize, serverTiming = [], responseStart } = document
  if (type === 'back_forward' || transferSize === 0) return undefined
  return {
    // Not `timeOrigin`: its clock stops while the computer sleeps.
    atMs: Date.now() - (performance.now() - responseStart),
    values: new Map(serverTiming.map(({ name, description }) => [name, description])),
  }
}
