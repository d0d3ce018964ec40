/** Counts the rows of a view over time, by the values of a field. */

import { firstValueCode } from '../columns/field-reader.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { TimeChunk } from '../columns/time-column.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { Histogram, HistogramQuestion } from '../time-counts.ts'
import { countCodes } from './count-facet.ts'
import { rankCounts } from './rank-counts.ts'

/** Counts rows per bucket and series. The question has at least one bucket. */
export function countHistogram(
  { columns, times }: EntryTable,
  mask: RowMask,
  { edges, by, series }: HistogramQuestion,
): Histogram {
  const buckets = edges.length - 1
  const columnValues = columns.get(by)?.values()
  const values = columnValues?.kind === 'coded' ? columnValues : undefined
  const seriesCodes = values
    ? rankCounts(countCodes(values, mask), firstValueCode, series).ranked
    : []
  const restSeries = seriesCodes.length
  const seriesOf = new Uint8Array(values?.texts.length ?? 1).fill(restSeries)
  seriesCodes.forEach((code, number) => {
    seriesOf[code] = number
  })
  // The last cell, after the buckets of all series, counts rows outside of the range.
  const grid = new Uint32Array((restSeries + 1) * buckets + 1)
  times.chunks.forEach((chunk, number) => {
    const offsets = mask.offsetsIn(number)
    const chunkEdges = Float64Array.from(edges, (edge) => edge - chunk.baseMs)
    addToGrid(grid, offsets, chunk, values?.chunks[number], seriesOf, chunkEdges)
  })
  const countsOf = (number: number) =>
    Array.from(grid.subarray(number * buckets, (number + 1) * buckets))
  const answer = seriesCodes.map((code, number) => ({
    value: values?.texts[code] ?? '',
    isRest: false,
    counts: countsOf(number),
  }))
  const restCounts = countsOf(restSeries)
  if (restCounts.some((count) => count > 0)) {
    answer.push({ value: '', isRest: true, counts: restCounts })
  }
  return { series: answer, outside: grid[grid.length - 1] ?? 0 }
}

/** Adds rows of a chunk. `edges` are relative to the start of the chunk. */
function addToGrid(
  grid: Uint32Array,
  offsets: Uint16Array,
  { times }: TimeChunk,
  codes: Uint8Array | Uint16Array | undefined,
  seriesOf: Uint8Array,
  edges: Float64Array,
): void {
  const outside = grid.length - 1
  const buckets = edges.length - 1
  const [since = 0, before = 0] = [edges[0], edges[buckets]]
  const scale = buckets / (before - since)
  for (let at = 0; at < offsets.length; at++) {
    const offset = offsets[at] ?? 0
    const time = times[offset] ?? Number.NaN
    let cell = outside
    if (time >= since && time < before) {
      // Most buckets are equal, so the first guess is the bucket or one beside it.
      let bucket = Math.min(buckets - 1, Math.floor((time - since) * scale))
      while (time < (edges[bucket] ?? 0)) bucket -= 1
      while (time >= (edges[bucket + 1] ?? 0)) bucket += 1
      const series = seriesOf[codes ? (codes[offset] ?? 0) : 0] ?? 0
      cell = series * buckets + bucket
    }
    grid[cell] = (grid[cell] ?? 0) + 1
  }
}
