/** The clock of searches in a browser: the proxy's time, and waiting for time and network. */
import type { Clock } from './search-state.ts'

/** Creates the clock; `now` is the proxy's time. */
export function createBrowserClock(now: () => number): Clock {
  return {
    now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, Math.max(0, ms))
        signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
      }),
    untilOnline: (signal) =>
      new Promise((resolve) => {
        if (navigator.onLine) resolve()
        else window.addEventListener('online', () => resolve(), { once: true, signal })
      }),
  }
}
