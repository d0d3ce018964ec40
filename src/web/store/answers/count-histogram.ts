/** Counts the rows of a view over time, by the values of a field. */

import { firstValueCode } from '../columns/field-reader.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { TimeChunk } from '../columns/time-column.ts'
import type { Histogram, HistogramQuestion } from '../entry-store.ts'
import type { EntryTable } from '../list/entry-table.ts'
import { countCodes } from './count-facet.ts'
import { rankCounts } from './rank-counts.ts'

/** Counts rows per bucket and series. The question has at least one bucket. */
export function countHistogram(
  { columns, times }: EntryTable,
  mask: RowMask,
  { sinceMs, beforeMs, buckets, by, series }: HistogramQuestion,
): Histogram {
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
  const axis: Axis = { sinceMs, scale: buckets / (beforeMs - sinceMs), buckets }
  times.chunks.forEach((chunk, number) => {
    const offsets = mask.offsetsIn(number)
    addToGrid(grid, offsets, chunk, values?.chunks[number], seriesOf, axis)
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

type Axis = { sinceMs: number; scale: number; buckets: number }

function addToGrid(
  grid: Uint32Array,
  offsets: Uint16Array,
  { baseMs, times }: TimeChunk,
  codes: Uint8Array | Uint16Array | undefined,
  seriesOf: Uint8Array,
  { sinceMs, scale, buckets }: Axis,
): void {
  const outside = grid.length - 1
  const originMs = sinceMs - baseMs
  for (let at = 0; at < offsets.length; at++) {
    const offset = offsets[at] ?? 0
    const bucket = ((times[offset] ?? Number.NaN) - originMs) * scale
    const series = seriesOf[codes ? (codes[offset] ?? 0) : 0] ?? 0
    const cell = bucket >= 0 && bucket < buckets ? series * buckets + Math.floor(bucket) : outside
    grid[cell] = (grid[cell] ?? 0) + 1
  }
}
