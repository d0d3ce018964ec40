/** The proxy's clock as it came with the document, before anything could be asked. */

/**
 * By how much the proxy's clock is ahead of this computer's, in milliseconds. Not known where the document was
 * kept by the browser from an earlier visit, or where the browser does not tell a page this header.
 */
export function findDocumentClock(): { clockAheadMs: number } | undefined {
  const [document] = performance.getEntriesByType('navigation')
  if (!(document instanceof PerformanceNavigationTiming)) return undefined
  const { type, transferSize, serverTiming = [], responseStart } = document
  if (type === 'back_forward' || transferSize === 0) return undefined
  const nowMs = Date.parse(serverTiming.find(({ name }) => name === 'clock')?.description ?? '')
  if (Number.isNaN(nowMs)) return undefined
  // Not `timeOrigin`: it comes from a clock that stands still while the computer sleeps, and is off afterwards.
  const answeredMs = Date.now() - (performance.now() - responseStart)
  return { clockAheadMs: nowMs - answeredMs }
}
