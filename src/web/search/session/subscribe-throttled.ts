/** Throttles notifications to what a screen can draw: pages may arrive faster. */

/** The shortest time between two calls of the same listener. */
const minPauseMs = 50

/**
 * Subscribes a listener. A single change calls it at once; changes shortly after a call share the next one.
 * While `isUrgent`, every change calls it at once. Returns a function that unsubscribes.
 */
export function subscribeThrottled(
  subscribe: (listener: () => void) => () => void,
  listener: () => void,
  isUrgent: () => boolean = () => false,
): () => void {
  let calledMs = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  const call = () => {
    timer = undefined
    calledMs = performance.now()
    listener()
  }
  const unsubscribe = subscribe(() => {
    if (timer !== undefined) return
    const waitMs = isUrgent() ? 0 : calledMs + minPauseMs - performance.now()
    if (waitMs <= 0) call()
    else timer = setTimeout(call, waitMs)
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}
