/** What came with the document, before anything could be asked: the proxy's clock and its mode. */
import { serverTimingMetrics } from '../../contract/headers.ts'

let clock: ReturnType<typeof readClock>
let isClockRead = false

/**
 * By how much the proxy's clock is ahead of this computer's, in milliseconds. Not known where the document was
 * kept by the browser from an earlier visit, or where the browser does not tell a page this header.
 */
export function findDocumentClock(): { clockAheadMs: number } | undefined {
  // Read once, because the time since the document came is not known any more after the computer has slept.
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

/** The proxy's mode; as little known as the clock. */
export function findDocumentMode(): string | undefined {
  return findDocument()?.facts.get(serverTimingMetrics.mode)
}

function findDocument(): { atMs: number; facts: ReadonlyMap<string, string> } | undefined {
  const [document] = performance.getEntriesByType('navigation')
  if (!(document instanceof PerformanceNavigationTiming)) return undefined
  const { type, transferSize, serverTiming = [], responseStart } = document
  if (type === 'back_forward' || transferSize === 0) return undefined
  return {
    // Not `timeOrigin`: it comes from a clock that stands still while the computer sleeps, and is off afterwards.
    atMs: Date.now() - (performance.now() - responseStart),
    facts: new Map(serverTiming.map(({ name, description }) => [name, description])),
  }
}
