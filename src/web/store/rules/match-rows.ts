/** The rows that a rule matches, in ascending order: four bytes each, because most rules match few. */

/** The rows. */
export type MatchRows = {
  /** Valid until rows are added. */
  all: () => Uint32Array
  has: (row: number) => boolean
  /** How many of the rows are lower than one: the index in `all` of the first one from it on. */
  countBelow: (row: number) => number
  /** Adds rows in ascending order, after those that were added before. */
  add: (rows: ArrayLike<number>) => void
}

/** Creates an empty list. */
export function createMatchRows(): MatchRows {
  let rows = new Uint32Array(0)
  let count = 0

  function countBelow(row: number): number {
    let low = 0
    for (let high = count; low < high; ) {
      const middle = (low + high) >> 1
      if ((rows[middle] ?? 0) < row) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    all: () => rows.subarray(0, count),
    has(row) {
      const at = countBelow(row)
      return at < count && rows[at] === row
    },
    countBelow,
    add(added) {
      if (count + added.length > rows.length) {
        const grown = new Uint32Array(Math.max(16, rows.length * 2, count + added.length))
        grown.set(rows.subarray(0, count))
        rows = grown
      }
      rows.set(added, count)
      count += added.length
    },
  }
}
