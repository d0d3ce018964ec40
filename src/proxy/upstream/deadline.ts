/**
 * One abort signal for everything that ends an upstream request early: the client disconnects, upstream is
 * too slow to begin or to continue, or the request takes too long in total.
 */
import type { Deadlines } from '../config/config.ts'
import { type AbortSignalLike, createAbortSource } from '../http/abort-source.ts'

/** Waits; rejects when the signal aborts first. */
export type Sleep = (ms: number, signal: AbortSignalLike) => Promise<void>

/** Why a request was ended early. */
export type AbortReason = 'deadline' | 'client'

/** The running deadlines of one upstream request. */
export type Deadline = {
  /** Aborts on a passed deadline and when the client goes away. */
  signal: AbortSignalLike
  /** Why the signal aborted; `undefined` while it has not. */
  reason: () => AbortReason | undefined
  /** Starts or restarts the timeout for the next bytes. */
  await: (ms: number) => void
  /** Stops that timeout while the proxy waits for the client. */
  pause: () => void
  /** Aborts because the client has disconnected. */
  abandon: () => void
  /** Releases the timer; must be called when the request is over. */
  end: () => void
}

/**
 * Starts the total deadline and the one for the headers. They share one timer, which is not reset with every
 * chunk of a body: the due times are compared only when it fires.
 */
export function createDeadline(
  { headersMs, totalMs }: Deadlines,
  client: AbortSignalLike,
): Deadline {
  const source = createAbortSource()
  let reason: AbortReason | undefined
  const totalDueMs = performance.now() + totalMs
  let stepDueMs = Number.POSITIVE_INFINITY
  let ringsAtMs = Number.POSITIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  const abort = (why: AbortReason) => {
    reason ??= why
    source.abort(new Error(`The request was ended early: ${reason}.`))
  }
  const setTimer = (nowMs: number) => {
    const dueMs = Math.min(totalDueMs, stepDueMs)
    if (dueMs >= ringsAtMs) return
    clearTimeout(timer)
    ringsAtMs = dueMs
    timer = setTimeout(onRing, Math.ceil(dueMs - nowMs))
  }
  const onRing = () => {
    const nowMs = performance.now()
    ringsAtMs = Number.POSITIVE_INFINITY
    if (nowMs >= Math.min(totalDueMs, stepDueMs)) abort('deadline')
    else setTimer(nowMs)
  }
  const awaitStep = (ms: number) => {
    const nowMs = performance.now()
    stepDueMs = nowMs + ms
    setTimer(nowMs)
  }
  const onClientGone = () => abort('client')

  awaitStep(headersMs)
  if (client.aborted) onClientGone()
  client.addEventListener('abort', onClientGone)
  return {
    signal: source.signal,
    reason: () => reason,
    await: awaitStep,
    pause: () => {
      stepDueMs = Number.POSITIVE_INFINITY
    },
    abandon: onClientGone,
    end: () => {
      client.removeEventListener('abort', onClientGone)
      clearTimeout(timer)
    },
  }
}

/** Resolves like the promise, but rejects as soon as the signal aborts. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignalLike): Promise<T> {
  if (signal.aborted) {
    promise.catch(() => undefined)
    return Promise.reject(signal.reason)
  }
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort)
    promise.then(
      (value) => {
        signal.removeEventListener('abort', onAbort)
        resolve(value)
      },
      (error) => {
        signal.removeEventListener('abort', onAbort)
        reject(error)
      },
    )
  })
}
