/** Counts the rows of a view over time, by the values of a field. */

import { firstValueCode } from '../columns/field-reader.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { TimeChunk } from '../columns/time-column.ts'
import type { Histogram, HistogramQuestion } from '../entry-store.ts'
import type { EntryTable } from '../list/entry-table.ts'
import { countCodes, findLargest } from './count-facet.ts'

/** Answers a question of at least one bucket. */
export function countHistogram(
  { columns, times }: EntryTable,
  mask: RowMask,
  { sinceMs, beforeMs, buckets, by, series }: HistogramQuestion,
): Histogram {
  const found = columns.get(by)?.values()
  const values = found?.kind === 'coded' ? found : undefined
  const named = values ? findLargest(countCodes(values, mask), firstValueCode, series) : []
  const rest = named.length
  const seriesOf = new Uint8Array(values?.texts.length ?? 1).fill(rest)
  named.forEach((code, place) => {
    seriesOf[code] = place
  })
  // Behind the buckets of all series one more place, for what is outside.
  const grid = new Uint32Array((rest + 1) * buckets + 1)
  const axis: Axis = { sinceMs, scale: buckets / (beforeMs - sinceMs), buckets }
  times.chunks.forEach((chunk, number) => {
    const places = mask.placesIn(number)
    addToGrid(grid, places, chunk, values?.chunks[number], seriesOf, axis)
  })
  const countsOf = (place: number) =>
    Array.from(grid.subarray(place * buckets, (place + 1) * buckets))
  const answer = named.map((code, place) => ({
    value: values?.texts[code] ?? '',
    isRest: false,
    counts: countsOf(place),
  }))
  const restCounts = countsOf(rest)
  if (restCounts.some((count) => count > 0)) {
    answer.push({ value: '', isRest: true, counts: restCounts })
  }
  return { series: answer, outside: grid[grid.length - 1] ?? 0 }
}

type Axis = { sinceMs: number; scale: number; buckets: number }

function addToGrid(
  grid: Uint32Array,
  places: Uint16Array,
  { baseMs, times }: TimeChunk,
  codes: Uint8Array | Uint16Array | undefined,
  seriesOf: Uint8Array,
  { sinceMs, scale, buckets }: Axis,
): void {
  const outside = grid.length - 1
  const originMs = sinceMs - baseMs
  for (let at = 0; at < places.length; at++) {
    const place = places[at] ?? 0
    const bucket = ((times[place] ?? Number.NaN) - originMs) * scale
    const series = seriesOf[codes ? (codes[place] ?? 0) : 0] ?? 0
    const cell = bucket >= 0 && bucket < buckets ? series * buckets + Math.floor(bucket) : outside
    grid[cell] = (grid[cell] ?? 0) + 1
  }
}
