/**
 * Reads a sequence of events once, in order, for several listeners: the logs that are derived from the events, and
 * their columns. As time passes, it continues from where it stopped.
 */

/** Receives the next element of a sequence. */
export type Listener<T> = (element: T, index: number) => void

/** One pass over a sequence of elements, shared by its listeners. */
export type Scan<T> = {
  /** Reads up to a time, and returns the number of elements before it. */
  until: (timeMs: number) => number
  /** Calls the listener once for each element, in order, beginning with those that were already read. */
  listen: (listener: Listener<T>) => void
}

/** Creates a scan that has read nothing yet. */
export function createScan<T>(sequence: {
  firstAt: (timeMs: number) => number
  elementAt: (index: number) => T
}): Scan<T> {
  const listeners: Listener<T>[] = []
  let seen = 0
  return {
    until(timeMs) {
      const end = sequence.firstAt(timeMs)
      for (; seen < end; seen++) {
        const element = sequence.elementAt(seen)
        for (const listener of listeners) listener(element, seen)
      }
      return end
    },
    listen(listener) {
      for (let index = 0; index < seen; index++) listener(sequence.elementAt(index), index)
      listeners.push(listener)
    },
  }
}
