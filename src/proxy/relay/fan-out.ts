/**
 * Splits one body for several readers, at the pace of the slowest. Nothing is buffered: a reader that delays
 * the others for too long is cut off. The source is canceled when its last reader has gone.
 */
import type { BodyEnd } from '../http/request-context.ts'

/** How long one reader may delay the others. */
const patienceMs = 3_000

/** A body, and a promise of how it ended. */
export type FannedBody = { body: ReadableStream<Uint8Array>; ended: Promise<BodyEnd> }

type Reader = {
  controller: ReadableStreamDefaultController<Uint8Array>
  isWaiting: boolean
  bytes: number
  resolveEnd: (end: BodyEnd) => void
}

/** Splits a body into `count` bodies with the same bytes. */
export function fanOut(source: ReadableStream<Uint8Array>, count: number): FannedBody[] {
  const reader = source.getReader()
  const readers = new Set<Reader>()
  let isReading = false
  let patience: ReturnType<typeof setTimeout> | undefined

  function finish(own: Reader, end: BodyEnd['end']): void {
    if (!readers.delete(own)) return
    own.resolveEnd({ bytes: own.bytes, end })
    if (end === 'complete') own.controller.close()
    else if (end === 'broken') own.controller.error(new Error('The answer broke off.'))
  }

  function leaveBehind(): void {
    for (const each of [...readers]) if (!each.isWaiting) finish(each, 'broken')
    void readOn()
  }

  async function readOn(): Promise<void> {
    clearTimeout(patience)
    if (isReading || readers.size === 0) return
    const waiting = [...readers].filter(({ isWaiting }) => isWaiting)
    if (waiting.length < readers.size) {
      if (waiting.length > 0) patience = setTimeout(leaveBehind, patienceMs)
      return
    }
    isReading = true
    for (const each of readers) each.isWaiting = false
    try {
      const { done, value } = await reader.read()
      for (const each of [...readers]) {
        if (done) finish(each, 'complete')
        else {
          each.bytes += value.byteLength
          each.controller.enqueue(value)
        }
      }
    } catch {
      for (const each of [...readers]) finish(each, 'broken')
    }
    isReading = false
    void readOn()
  }

  function leave(own: Reader | undefined): void {
    if (!own) return
    finish(own, 'abandoned')
    if (readers.size === 0) reader.cancel().catch(() => undefined)
    else void readOn()
  }

  return Array.from({ length: count }, () => {
    let own: Reader | undefined
    let resolveEnd: Reader['resolveEnd'] = () => undefined
    const ended = new Promise<BodyEnd>((resolve) => {
      resolveEnd = resolve
    })
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          own = { controller, isWaiting: false, bytes: 0, resolveEnd: (end) => resolveEnd(end) }
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
    return { body, ended }
  })
}
