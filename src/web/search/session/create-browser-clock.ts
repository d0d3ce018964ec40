/** The clock of a search in a browser: the proxy's time, and waiting for a time or the network. */
import type { Clock } from '../engine/search-state.ts'

/** Creates the clock; `now` is the proxy's time. */
export function createBrowserClock(now: () => number): Clock {
  return {
    now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const stop = () => clearTimeout(timer)
        const timer = setTimeout(
          () => {
            signal.removeEventListener('abort', stop)
            resolve()
          },
          Math.max(0, ms),
        )
        signal.addEventListener('abort', stop, { once: true })
      }),
    untilOnline: (signal) =>
      new Promise((resolve) => {
        if (navigator.onLine) resolve()
        else window.addEventListener('online', () => resolve(), { once: true, signal })
      }),
  }
}
