/** Counts the rows of a view over time, by the values of a field. */
import type { RowMask } from './chunked-array.ts'
import { countCodes, findLargest } from './count-facet.ts'
import type { Histogram, HistogramQuestion } from './entry-store.ts'
import type { EntryTable } from './entry-table.ts'
import { firstValueCode } from './field-reader.ts'

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
  mask.chunks.forEach((rows, number) => {
    const instants = times.chunks[number]
    if (instants) addToGrid(grid, rows, instants, values?.chunks[number], seriesOf, axis)
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
  rows: Uint8Array,
  instants: Float64Array,
  codes: Uint8Array | Uint16Array | undefined,
  seriesOf: Uint8Array,
  { sinceMs, scale, buckets }: Axis,
): void {
  const outside = grid.length - 1
  for (let at = 0; at < rows.length; at++) {
    if (rows[at] === 0) continue
    const place = ((instants[at] ?? Number.NaN) - sinceMs) * scale
    const series = seriesOf[codes ? (codes[at] ?? 0) : 0] ?? 0
    const cell = place >= 0 && place < buckets ? series * buckets + Math.floor(place) : outside
    grid[cell] = (grid[cell] ?? 0) + 1
  }
}
