/**
 * Reads a row of events once, in order, for everybody who has to know all of them: the logs that are
 * told from them and their columns. As the clock runs, it reads on from where it stopped.
 */

/** Takes the next element of a row. */
export type Listener<T> = (element: T, index: number) => void

/** One pass over a row of elements, shared by its listeners. */
export type Scan<T> = {
  /** Reads up to a time, and gives the number of elements before it. */
  until: (timeMs: number) => number
  /** From now on, the listener is told each element once, in order; those read before first. */
  listen: (listener: Listener<T>) => void
}

/** Creates a scan that has read nothing yet. */
export function createScan<T>(row: {
  firstAt: (timeMs: number) => number
  elementAt: (index: number) => T
}): Scan<T> {
  const listeners: Listener<T>[] = []
  let seen = 0
  return {
    until(timeMs) {
      const end = row.firstAt(timeMs)
      for (; seen < end; seen++) {
        const element = row.elementAt(seen)
        for (const listener of listeners) listener(element, seen)
      }
      return end
    },
    listen(listener) {
      for (let index = 0; index < seen; index++) listener(row.elementAt(index), index)
      listeners.push(listener)
    },
  }
}
