/** The proxy's clock and mode from the `Server-Timing` header of the document, before any request. */
import { serverTimingMetrics } from '../../contract/headers.ts'

let clock: ReturnType<typeof readClock>
let isClockRead = false

/**
 * By how many milliseconds the proxy's clock is ahead of this computer's. Unknown when the document came from
 * the browser's cache, or when the browser does not expose the header.
 */
export function findDocumentClock(): { clockAheadMs: number } | undefined {
  // Read once: after the computer has slept, the age of the document is no longer known.
  if (!isClockRead) clock = readClock()
  isClockRead = true
  return clock
}

function readClock(): { clockAheadMs: number } | undefined {
  const document = findDocument()
  const nowMs = Date.parse(document?.facts.get(serverTimingMetrics.clock) ?? '')
  if (!document || Number.isNaN(nowMs)) return undefined
  return { clockAheadMs: nowMs - document.atMs }
}

/** The proxy's mode; unknown in the same cases as the clock. */
export function findDocumentMode(): string | undefined {
  return findDocument()?.facts.get(serverTimingMetrics.mode)
}

function findDocument(): { atMs: number; facts: ReadonlyMap<string, string> } | undefined {
  const [document] = performance.getEntriesByType('navigation')
  if (!(document instanceof PerformanceNavigationTiming)) return undefined
  const { type, transferSize, serverTiming = [], responseStart } = document
  if (type === 'back_forward' || transferSize === 0) return undefined
  return {
    // Not `timeOrigin`: its clock stops while the computer sleeps.
    atMs: Date.now() - (performance.now() - responseStart),
    facts: new Map(serverTiming.map(({ name, description }) => [name, description])),
  }
}
