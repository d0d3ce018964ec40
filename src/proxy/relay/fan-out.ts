/**
 * One body for several readers, at the pace of the slowest: nothing is kept for those who lag. When the
 * last reader has gone, so does the source.
 */

/** Splits a body into `count` bodies that carry the same bytes. */
export function fanOut(
  source: ReadableStream<Uint8Array>,
  count: number,
): ReadableStream<Uint8Array>[] {
  const reader = source.getReader()
  type Reader = { controller: ReadableStreamDefaultController<Uint8Array>; isWaiting: boolean }
  const readers = new Set<Reader>()
  let isReading = false

  async function readOn(): Promise<void> {
    if (isReading || readers.size === 0 || [...readers].some(({ isWaiting }) => !isWaiting)) return
    isReading = true
    for (const each of readers) each.isWaiting = false
    try {
      const { done, value } = await reader.read()
      for (const { controller } of readers) {
        if (done) controller.close()
        else controller.enqueue(value)
      }
      if (done) readers.clear()
    } catch (error) {
      for (const { controller } of readers) controller.error(error)
      readers.clear()
    }
    isReading = false
    void readOn()
  }

  function leave(own: Reader | undefined): void {
    if (!own || !readers.delete(own)) return
    if (readers.size === 0) reader.cancel().catch(() => undefined)
    else void readOn()
  }

  return Array.from({ length: count }, () => {
    let own: Reader | undefined
    return new ReadableStream<Uint8Array>(
      {
        start(controller) {
          own = { controller, isWaiting: false }
          readers.add(own)
        },
        pull() {
          if (own) own.isWaiting = true
          void readOn()
        },
        cancel: () => leave(own),
      },
      { highWaterMark: 0 },
    )
  })
}
