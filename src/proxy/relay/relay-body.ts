/**
 * Relays an upstream body byte for byte, at the client's pace. A body that breaks off upstream breaks off
 * here too: a truncated response must not look complete.
 */

import type { BodyEnd } from '../http/request-context.ts'
import type { Deadline } from '../upstream/deadline.ts'

/** A body to send, and a promise of how it ended. */
export type RelayedBody = { body: ReadableStream<Uint8Array>; ended: Promise<BodyEnd> }

/** Wraps an upstream body; releases the deadline when the body has ended. */
export function relayBody(
  source: ReadableStream<Uint8Array>,
  deadline: Deadline,
  idleMs: number,
): RelayedBody {
  const reader = source.getReader()
  let bytes = 0
  let over = false
  let resolveEnd: (end: BodyEnd) => void = () => undefined
  const ended = new Promise<BodyEnd>((resolve) => {
    resolveEnd = resolve
  })
  const finish = (end: BodyEnd['end']) => {
    over = true
    deadline.end()
    resolveEnd({ bytes, end })
  }
  const breakOff = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (over) return
    finish(deadline.reason() === 'client' ? 'abandoned' : 'broken')
    controller.error(new Error('The answer broke off.'))
    reader.cancel().catch(() => undefined)
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        deadline.signal.addEventListener('abort', () => breakOff(controller))
      },
      async pull(controller) {
        deadline.await(idleMs)
        try {
          const { done, value } = await reader.read()
          if (over) return
          // A slow client must not run into the deadline of upstream.
          deadline.pause()
          if (done) {
            finish('complete')
            controller.close()
          } else {
            bytes += value.byteLength
            controller.enqueue(value)
          }
        } catch {
          breakOff(controller)
        }
      },
      cancel() {
        if (over) return
        finish('abandoned')
        deadline.abandon()
        reader.cancel().catch(() => undefined)
      },
    },
    // Do not read ahead: bytes that the client does not take stay upstream.
    { highWaterMark: 0 },
  )
  return { body, ended }
}
