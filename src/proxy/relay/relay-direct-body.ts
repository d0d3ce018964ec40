/** Does for direct bodies what `relay-body` does for web streams: counts, times, and breaks off honestly. */

import type { BodySink, DirectBody } from '../http/proxy-response.ts'
import type { BodyEnd } from '../http/request-context.ts'
import type { Deadline } from '../upstream/deadline.ts'

/** Wraps an upstream body; ends the deadline when the body has ended. */
export function relayDirectBody(
  source: DirectBody,
  deadline: Deadline,
  idleMs: number,
): { body: DirectBody; ended: Promise<BodyEnd> } {
  let sink: BodySink | undefined
  let bytes = 0
  let isOver = false
  let settle: (end: BodyEnd) => void = () => undefined
  const ended = new Promise<BodyEnd>((resolve) => {
    settle = resolve
  })
  const finish = (end: BodyEnd['end']) => {
    isOver = true
    deadline.end()
    settle({ bytes, end })
  }
  const breakOff = () => {
    if (isOver) return
    finish(deadline.reason() === 'client' ? 'abandoned' : 'broken')
    source.cancel()
    sink?.fail()
  }
  deadline.signal.addEventListener('abort', breakOff)
  const body: DirectBody = {
    encoding: source.encoding,
    open(next) {
      sink = next
      if (isOver) {
        next.fail()
        return
      }
      deadline.await(idleMs)
      source.open({
        write(chunk) {
          if (isOver) return false
          bytes += chunk.byteLength
          const goesOn = next.write(chunk)
          // While the client takes its time, upstream is not to blame.
          if (goesOn) deadline.await(idleMs)
          else deadline.pause()
          return goesOn
        },
        end() {
          if (isOver) return
          finish('complete')
          next.end()
        },
        fail: breakOff,
      })
    },
    resume() {
      if (isOver) return
      deadline.await(idleMs)
      source.resume()
    },
    cancel() {
      if (isOver) return
      finish('abandoned')
      deadline.abandon()
      source.cancel()
    },
  }
  return { body, ended }
}
