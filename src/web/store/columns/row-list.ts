/**
 * A list of row numbers that grows at either end: the order of the entries, or what a view shows of it. Rows are
 * mostly listed as they came, so of those that follow one another only the first and their number are kept.
 */

/** The list. Indexes are places in it, from 0. */
export type RowList = {
  length: () => number
  /** The row at an index; 0 beyond the end. */
  at: (index: number) => number
  /** Where a row is; -1 when it is nowhere. */
  indexOf: (row: number) => number
  /** Rows from an index up to, not including, another: a copy. */
  slice: (from?: number, to?: number) => Uint32Array<ArrayBuffer>
  /** The rows that have a 1 in a mask by row, in their order. */
  select: (mask: Uint8Array) => Uint32Array<ArrayBuffer>
  append: (rows: Uint32Array) => void
  /** Puts rows in the place of the first so many. */
  replaceStart: (count: number, rows: Uint32Array) => void
}

/** Rows from an index on: as they are, or so many from the first one on. */
type Piece = { start: number; length: number; first: number; rows?: Uint32Array }

/** A run takes as much room as so many rows. */
const minRunLength = 16

/** Creates a list. The arrays given to it are taken, not copied. */
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

  /** The number of the piece that an index is in. */
  function findPiece(index: number): number {
    let low = 0
    let high = pieces.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((pieces[middle]?.start ?? 0) <= index) low = middle
      else high = middle - 1
    }
    return low
  }

  return {
    length: () => length,
    at(index) {
      const piece = pieces[findPiece(index)]
      return piece && index < length ? rowIn(piece, index - piece.start) : 0
    },
    indexOf(row) {
      for (const { start, length, first, rows } of pieces) {
        const place = rows ? rows.indexOf(row) : row - first
        if (place >= 0 && place < length) return start + place
      }
      return -1
    },
    slice(from = 0, to = length) {
      const start = Math.max(from, 0)
      const end = Math.min(to, length)
      const sliced = new Uint32Array(Math.max(end - start, 0))
      for (let number = findPiece(start), at = start; at < end; number++) {
        const piece = pieces[number]
        if (!piece) break
        const pieceEnd = Math.min(piece.start + piece.length, end)
        copyRows(piece, at - piece.start, pieceEnd - piece.start, sliced, at - start)
        at = pieceEnd
      }
      return sliced
    },
    select(mask) {
      const selected = new Uint32Array(length)
      let count = 0
      for (const { first, length, rows } of pieces) {
        // Here and where counts are made: iterators take several times as long as indexes.
        for (let place = 0; place < length; place++) {
          const row = rows ? (rows[place] ?? 0) : first + place
          // Written always and kept if in: a branch would be guessed wrong half of the time.
          selected[count] = row
          count += mask[row] ?? 0
        }
      }
      return selected.slice(0, count)
    },
    append,
    replaceStart(count, rows) {
      const kept = pieces.flatMap((piece) => cutStart(piece, count - piece.start))
      pieces = []
      length = 0
      append(rows)
      for (const piece of kept) add(piece)
    },
  }
}

function rowIn({ first, rows }: Piece, place: number): number {
  return rows ? (rows[place] ?? 0) : first + place
}

function copyRows(
  { first, rows }: Piece,
  from: number,
  to: number,
  target: Uint32Array,
  start: number,
): void {
  if (rows) target.set(rows.subarray(from, to), start)
  else for (let place = from; place < to; place++) target[start + place - from] = first + place
}

/** What is left of a piece without its first rows. */
function cutStart({ start, length, first, rows }: Piece, count: number): Piece[] {
  if (count <= 0) return [{ start, length, first, ...(rows && { rows }) }]
  if (count >= length) return []
  const left = { start, length: length - count, first: first + count }
  return [rows ? { ...left, rows: rows.subarray(count) } : left]
}

/** As runs, where they are long. */
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
