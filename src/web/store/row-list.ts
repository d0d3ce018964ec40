/** A list of row numbers that grows at either end: the order of the entries, or what a view shows of it. */

/** The list. */
export type RowList = {
  length: () => number
  at: (index: number) => number
  append: (rows: Uint32Array) => void
  /** Puts rows in the place of the first so many. */
  replaceStart: (count: number, rows: Uint32Array) => void
  /** The rows in order; valid until the list grows. */
  view: () => Uint32Array
}

const leastRoom = 4096

/** Creates a list; the array given is taken, not copied. */
export function createRowList(initial = new Uint32Array(0)): RowList {
  let buffer = initial
  let start = 0
  let end = initial.length

  /** Makes room before and after by copying once; room grows with the list, so that copies stay rare. */
  function makeRoom(before: number, after: number): void {
    if (start >= before && buffer.length - end >= after) return
    const spare = Math.max(leastRoom, (end - start) >> 3)
    const newStart = start >= before ? start : before + spare
    const room = buffer.length - end >= after ? buffer.length - end : after + spare
    const grown = new Uint32Array(newStart + (end - start) + room)
    grown.set(buffer.subarray(start, end), newStart)
    end = newStart + (end - start)
    start = newStart
    buffer = grown
  }

  return {
    length: () => end - start,
    at: (index) => buffer[start + index] ?? 0,
    append(rows) {
      makeRoom(0, rows.length)
      buffer.set(rows, end)
      end += rows.length
    },
    replaceStart(count, rows) {
      start += count
      makeRoom(rows.length, 0)
      start -= rows.length
      buffer.set(rows, start)
    },
    view: () => buffer.subarray(start, end),
  }
}
