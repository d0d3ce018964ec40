/**
 * One signal for all that may end an upstream request early: the client going away, the upstream
 * taking too long to begin or to go on, and the whole taking too long.
 */
import type { Deadlines } from '../config/config.ts'
import { createEnding, type EndSignal } from './ending.ts'

/** Waits; rejects when the signal aborts first. */
export type Sleep = (ms: number, signal: EndSignal) => Promise<void>

/** Why a request was ended early. */
export type EarlyEnd = 'deadline' | 'client'

/** The running deadlines of one upstream request. */
export type Deadline = {
  /** Aborts on a passed deadline and when the client goes away. */
  signal: EndSignal
  /** Why the signal aborted; `undefined` while it has not. */
  reason: () => EarlyEnd | undefined
  /** Starts, or starts anew, the wait for the next bytes. */
  await: (ms: number) => void
  /** Stops that wait, because it is the client who is slow. */
  pause: () => void
  /** Ends the request because the client has gone. */
  abandon: () => void
  /** Releases the timers; has to be called when the request is over. */
  end: () => void
}

/** Starts the total deadline and the one for the headers. */
export function createDeadline({ headersMs, totalMs }: Deadlines, client: EndSignal): Deadline {
  const ending = createEnding()
  let reason: EarlyEnd | undefined
  const abort = (why: EarlyEnd) => {
    reason ??= why
    ending.abort(new Error(`The request was ended early: ${reason}.`))
  }
  const startTimer = (ms: number) => setTimeout(() => abort('deadline'), ms)
  const total = startTimer(totalMs)
  let step = startTimer(headersMs)
  // The client's reason is not passed on: node-server aborts with a string, which is no Error.
  const onClientGone = () => abort('client')
  if (client.aborted) onClientGone()
  client.addEventListener('abort', onClientGone)
  return {
    signal: ending.signal,
    reason: () => reason,
    await: (ms) => {
      clearTimeout(step)
      step = startTimer(ms)
    },
    pause: () => clearTimeout(step),
    abandon: onClientGone,
    end: () => {
      client.removeEventListener('abort', onClientGone)
      clearTimeout(step)
      clearTimeout(total)
    },
  }
}

/** A promise's value, or a rejection as soon as the signal aborts, whatever the promise does. */
export function untilAborted<T>(promise: Promise<T>, signal: EndSignal): Promise<T> {
  if (signal.aborted) {
    promise.catch(() => undefined)
    return Promise.reject(signal.reason)
  }
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    const settle = () => signal.removeEventListener('abort', onAbort)
    signal.addEventListener('abort', onAbort)
    promise.then(resolve, reject)
    promise.then(settle, settle)
  })
}
