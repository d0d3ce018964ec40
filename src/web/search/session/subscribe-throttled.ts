/** Hears of changes at a pace that a screen can follow: pages may arrive faster than it is drawn. */

/** The least time between two calls of the same listener. */
const minPauseMs = 50

/**
 * Subscribes a listener that is called at once by a change that comes alone, and once for all that come
 * within a short time of the last call. What it reads then is the newest. Nothing waits while `isUrgent`. Returns
 * how to end it.
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
