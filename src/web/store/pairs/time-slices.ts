/**
 * Divides the rows of two logs into slices of time that are small enough to be paired at once. A slice with too many rows
 * is halved, so the slices depend only on the times of the rows, and not on the order in which the rows arrived.
 */

/** The rows with times from `fromMs` up to, not including, `toMs`. */
export type TimeSlice<T> = {
  fromMs: number
  toMs: number
  rows: readonly number[]
  /** What was found in the slice; absent after rows in or near it were added. */
  result?: T
}

/** The slices, earliest first, of which the first and the last also have all rows before and after. */
export type TimeSlices<T> = {
  /** Adds rows with a time. The results of slices that have a row within `nearMs` are dropped. */
  add: (rows: Iterable<number>) => void
  list: () => readonly TimeSlice<T>[]
  /** The rows of a slice and those within `nearMs` of it, in ascending order. */
  listNear: (slice: TimeSlice<T>) => number[]
}

/** How slices are made. */
export type SliceOptions = {
  timeAt: (row: number) => number
  /** A slice with more rows is halved. */
  maxRows: number
  /** A slice of this duration is not halved. */
  minMs: number
  nearMs: number
}

type OwnSlice<T> = TimeSlice<T> & { rows: number[] }
type Halves<T> = { middleMs: number; earlier: Node<T>; later: Node<T> }
type Node<T> = OwnSlice<T> | Halves<T>

/** A power of two, so that halves are whole numbers: from 1970 to 2109. */
const endMs = 2 ** 42

/** Creates one slice without rows. */
export function createTimeSlices<T>(options: SliceOptions): TimeSlices<T> {
  const { timeAt, nearMs } = options
  let root: Node<T> = { fromMs: 0, toMs: endMs, rows: [] }

  /** Rows mostly follow each other in time, so the slices around one are mostly those around the next one. */
  function dropResults(rows: readonly number[]): void {
    let sameFrom = Number.POSITIVE_INFINITY
    let sameTo = Number.NEGATIVE_INFINITY
    for (const row of rows) {
      const timeMs = timeAt(row)
      if (timeMs >= sameFrom && timeMs < sameTo) continue
      const slices = listBetween(root, timeMs - nearMs, timeMs + nearMs)
      for (const slice of slices) delete slice.result
      const [slice] = slices
      if (!slice || slices.length > 1) continue
      // All instants this far inside of a slice are near to no other.
      sameFrom = slice.fromMs + nearMs
      sameTo = slice.toMs - nearMs
    }
  }

  return {
    add(added) {
      const rows = [...added]
      root = addRows(root, rows, options)
      dropResults(rows)
    },
    list: () => listBetween(root, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    listNear(slice) {
      const from = slice.fromMs === 0 ? Number.NEGATIVE_INFINITY : slice.fromMs - nearMs
      const to = slice.toMs === endMs ? Number.POSITIVE_INFINITY : slice.toMs + nearMs
      const isNear = (row: number) => timeAt(row) >= from && timeAt(row) < to
      return listBetween(root, from, to)
        .flatMap((each) => (each === slice ? each.rows : each.rows.filter(isNear)))
        .sort((a, b) => a - b)
    },
  }
}

/** Adds rows to a node, and returns the node that replaces it. */
function addRows<T>(node: Node<T>, rows: readonly number[], options: SliceOptions): Node<T> {
  if (rows.length === 0) return node
  if ('rows' in node) {
    for (const row of rows) node.rows.push(row)
    return halveLarge(node, options)
  }
  const [earlier, later] = divide(rows, node.middleMs, options)
  node.earlier = addRows(node.earlier, earlier, options)
  node.later = addRows(node.later, later, options)
  return node
}

/** The slice, or its halves when it has too many rows. */
function halveLarge<T>(slice: OwnSlice<T>, options: SliceOptions): Node<T> {
  const { fromMs, toMs, rows } = slice
  if (rows.length <= options.maxRows || toMs - fromMs <= options.minMs) return slice
  const middleMs = (fromMs + toMs) / 2
  const [earlier, later] = divide(rows, middleMs, options)
  return {
    middleMs,
    earlier: halveLarge({ fromMs, toMs: middleMs, rows: earlier }, options),
    later: halveLarge({ fromMs: middleMs, toMs, rows: later }, options),
  }
}

function divide(
  rows: readonly number[],
  middleMs: number,
  { timeAt }: SliceOptions,
): [number[], number[]] {
  const earlier: number[] = []
  const later: number[] = []
  for (const row of rows) (timeAt(row) < middleMs ? earlier : later).push(row)
  return [earlier, later]
}

/** The slices with instants from one up to and including another, earliest first. */
function listBetween<T>(node: Node<T>, from: number, to: number): readonly OwnSlice<T>[] {
  if ('rows' in node) return [node]
  return [
    ...(from < node.middleMs ? listBetween(node.earlier, from, to) : []),
    ...(to >= node.middleMs ? listBetween(node.later, from, to) : []),
  ]
}
