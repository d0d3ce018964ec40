/** Records which rows came from which source, as ranges of consecutive rows. */

/** Rows from one up to, not including, another. */
export type RowRange = { from: number; to: number }

/** The rows of each source, by its number. */
export type SourceRows = {
  /** Records the source of the next rows. Rows are added in ascending order. */
  add: (source: number, range: RowRange) => void
  /** The number of the source of a row; 0 for a row that was not added. */
  sourceAt: (row: number) => number
  /** The rows of a source in ascending order; consecutive rows are one range. */
  rangesOf: (source: number) => readonly RowRange[]
}

/** Creates an empty record. */
export function createSourceRows(): SourceRows {
  const runs: (RowRange & { source: number })[] = []
  return {
    add(source, { from, to }) {
      const last = runs.at(-1)
      if (last?.source === source && last.to === from) last.to = to
      else runs.push({ source, from, to })
    },
    sourceAt(row) {
      let low = 0
      let high = runs.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((runs[middle]?.from ?? 0) <= row) low = middle
        else high = middle - 1
      }
      return runs[low]?.source ?? 0
    },
    rangesOf: (source) => runs.filter((run) => run.source === source),
  }
}
