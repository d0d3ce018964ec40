/**
 * A small `AbortController`. Each request needs several, and the web's own cost more than all checks
 * together, because they carry the whole machinery of DOM events (docs/decisions/0013).
 */

/** The part of `AbortSignal` that the proxy uses; every `AbortSignal` has it. */
export type AbortSignalLike = {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener: (type: 'abort', listener: () => void) => void
  removeEventListener: (type: 'abort', listener: () => void) => void
}

/** A signal and the function that aborts it. */
export type AbortSource = { signal: AbortSignalLike; abort: (reason?: Error) => void }

/** Creates one. Listeners are called once, in the order in which they were added. */
export function createAbortSource(): AbortSource {
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

/** Converts to a web signal, for APIs such as `fetch` that accept no other. */
export function toAbortSignal(signal: AbortSignalLike): AbortSignal {
  if (signal instanceof AbortSignal) return signal
  const controller = new AbortController()
  const abort = () => controller.abort(signal.reason)
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort)
  return controller.signal
}
