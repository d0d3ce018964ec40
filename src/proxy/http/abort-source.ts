/**
 * The end of a request, told to whoever does something for it. What `AbortController` is, without the
 * machinery of web events: several are made for each question, and theirs cost more than all checks together.
 */

/** Tells when something has ended early; every `AbortSignal` is one. */
export type EndSignal = {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener: (type: 'abort', listener: () => void) => void
  removeEventListener: (type: 'abort', listener: () => void) => void
}

/** A signal, and how to give it. */
export type Ending = { signal: EndSignal; abort: (reason?: Error) => void }

/** Creates one. Listeners are called once, in the order in which they came. */
export function createEnding(): Ending {
  const listeners = new Set<() => void>()
  const signal = {
    aborted: false,
    reason: undefined as unknown,
    addEventListener: (_: 'abort', listener: () => void) => void listeners.add(listener),
    removeEventListener: (_: 'abort', listener: () => void) => void listeners.delete(listener),
  }
  return {
    signal,
    abort(reason = new Error('The request was ended.')) {
      if (signal.aborted) return
      signal.aborted = true
      signal.reason = reason
      for (const listener of [...listeners]) listener()
      listeners.clear()
    },
  }
}

/** The same as a web signal, for whoever needs one. */
export function toAbortSignal(signal: EndSignal): AbortSignal {
  if (signal instanceof AbortSignal) return signal
  const controller = new AbortController()
  const abort = () => controller.abort(signal.reason)
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort)
  return controller.signal
}
