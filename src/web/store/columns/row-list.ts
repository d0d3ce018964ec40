/**
 * A list of row numbers that grows at either end: the order of the entries, or of those that a view shows. Rows are
 * mostly listed in the order of arrival, so a run of consecutive rows is stored as its first row and its length.
 */

/** The list. Indexes are from 0. */
export type RowList = {
  length: () => number
  /** The row at an index; 0 beyond the end. */
  at: (index: number) => number
  /** The index of a row; -1 when the row is not in the list. */
  indexOf: (row: number) => number
  /** A copy of the rows from an index up to, not including, another. */
  slice: (from?: number, to?: number) => Uint32Array<ArrayBuffer>
  /** The rows that have a 1 in a mask by row, in their order. */
  select: (mask: Uint8Array) => Uint32Array<ArrayBuffer>
  append: (rows: Uint32Array) => void
  /** The index of the first row from an index on that passes a test; the length of the list when none does. */
  findIndex: (from: number, passes: (row: number) => boolean) => number
  /** Replaces `count` rows from an index on. */
  replace: (from: number, count: number, rows: Uint32Array) => void
}

/** Rows from the index `start` on: the array `rows`, or else `length` consecutive ones from `first` on. */
type Piece = { start: number; length: number; first: number; rows?: Uint32Array }

/** A run takes as much memory as this many rows. */
const minRunLength = 16

/** Creates a list. The list owns the arrays given to it; it does not copy them. */
export function createRowList(initial = new Uint32Array(0)): RowList {
  let pieces: Piece[] = []
  let length = 0
  append(initial)

  function append(rows: Uint32Array): void {
    for (const piece of toPieces(rows)) add(piece)
  }

  function add(piece: Omit<Piece, 'start'>): void {
    const last = pieces.at(-1)
    if (last && !last.rows && !piece.rows && last.first + last.length === piece.first) {
      last.length += piece.length
    } else pieces.push({ ...piece, start: length })
    length += piece.length
  }

  return {
    length: () => length,
    at(index) {
      const piece = pieces[findPiece(pieces, index)]
      return piece && index < length ? getRow(piece, index - piece.start) : 0
    },
    indexOf(row) {
      for (const { start, length, first, rows } of pieces) {
        const offset = rows ? rows.indexOf(row) : row - first
        if (offset >= 0 && offset < length) return start + offset
      }
      return -1
    },
    slice: (from = 0, to = length) => sliceRows(pieces, Math.max(from, 0), Math.min(to, length)),
    select: (mask) => selectRows(pieces, length, mask),
    append,
    findIndex(from, passes) {
      for (let number = findPiece(pieces, from); number < pieces.length; number++) {
        const piece = pieces[number]
        if (!piece) break
        for (let offset = Math.max(from - piece.start, 0); offset < piece.length; offset++) {
          if (passes(getRow(piece, offset))) return piece.start + offset
        }
      }
      return length
    },
    replace(from, count, rows) {
      const before = pieces.flatMap((piece) => dropEnd(piece, from - piece.start))
      const after = pieces.flatMap((piece) => dropStart(piece, from + count - piece.start))
      pieces = []
      length = 0
      for (const piece of before) add(piece)
      append(rows)
      for (const piece of after) add(piece)
    },
  }
}

/** The number of the piece that contains an index: the last one that starts at or before it. */
function findPiece(pieces: readonly Piece[], index: number): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.start ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return low
}

function getRow({ first, rows }: Piece, offset: number): number {
  return rows ? (rows[offset] ?? 0) : first + offset
}

function sliceRows(pieces: readonly Piece[], from: number, to: number): Uint32Array<ArrayBuffer> {
  const sliced = new Uint32Array(Math.max(to - from, 0))
  for (let number = findPiece(pieces, from), at = from; at < to; number++) {
    const piece = pieces[number]
    if (!piece) break
    const pieceEnd = Math.min(piece.start + piece.length, to)
    copyRows(piece, at - piece.start, pieceEnd - piece.start, sliced, at - from)
    at = pieceEnd
  }
  return sliced
}

function copyRows(
  { first, rows }: Piece,
  from: number,
  to: number,
  target: Uint32Array,
  start: number,
): void {
  if (rows) target.set(rows.subarray(from, to), start)
  else for (let at = from; at < to; at++) target[start + at - from] = first + at
}

function selectRows(
  pieces: readonly Piece[],
  length: number,
  mask: Uint8Array,
): Uint32Array<ArrayBuffer> {
  const selected = new Uint32Array(length)
  let count = 0
  for (const { first, length, rows } of pieces) {
    // Indexes here and in the counting loops: iterators take several times as long.
    for (let offset = 0; offset < length; offset++) {
      const row = rows ? (rows[offset] ?? 0) : first + offset
      // Always write, and count only members: a branch would be mispredicted half of the time.
      selected[count] = row
      count += mask[row] ?? 0
    }
  }
  return selected.slice(0, count)
}

/** The first `count` rows of a piece; empty when that is none. */
function dropEnd({ start, length, first, rows }: Piece, count: number): Piece[] {
  if (count <= 0) return []
  if (count >= length) return [{ start, length, first, ...(rows && { rows }) }]
  return [{ start, length: count, first, ...(rows && { rows: rows.subarray(0, count) }) }]
}

/** A piece without its first rows; empty when it has no others. */
function dropStart({ start, length, first, rows }: Piece, count: number): Piece[] {
  if (count <= 0) return [{ start, length, first, ...(rows && { rows }) }]
  if (count >= length) return []
  const shortened = { start, length: length - count, first: first + count }
  return [rows ? { ...shortened, rows: rows.subarray(count) } : shortened]
}

/** Splits rows into runs of consecutive ones; one piece with an array when the runs are too short. */
function toPieces(rows: Uint32Array): Omit<Piece, 'start'>[] {
  const runs: Omit<Piece, 'start'>[] = []
  for (let at = 0; at < rows.length; ) {
    const from = at
    const first = rows[from] ?? 0
    while (++at < rows.length && rows[at] === first + at - from);
    runs.push({ first, length: at - from })
    if (runs.length * minRunLength > rows.length + minRunLength)
      return [{ first, length: rows.length, rows }]
  }
  return runs
}
