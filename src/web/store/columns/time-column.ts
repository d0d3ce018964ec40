/**
 * The times of all rows in milliseconds. A full chunk of whole ones takes four bytes a row, from its earliest on;
 * one in which a time is missing, or that spans more than 49 days, takes eight.
 */
import { chunkSize } from './chunked-array.ts'

/** Times of a chunk: `baseMs` is to be added to each. */
export type TimeChunk = { baseMs: number; times: Float64Array | Uint32Array }

/** The column. */
export type TimeColumn = {
  readonly chunks: readonly TimeChunk[]
  length: () => number
  /** Milliseconds since the epoch; NaN without a time. */
  push: (timeMs: number) => void
  at: (row: number) => number
}

/** Creates an empty column. */
export function createTimeColumn(): TimeColumn {
  const chunks: TimeChunk[] = []
  let growing = new Float64Array(0)
  let length = 0
  return {
    chunks,
    length: () => length,
    push(timeMs) {
      const place = length++ % chunkSize
      if (place === 0) {
        growing = new Float64Array(chunkSize)
        chunks.push({ baseMs: 0, times: growing })
      }
      growing[place] = timeMs
      if (place === chunkSize - 1) chunks[chunks.length - 1] = shorten(growing)
    },
    at(row) {
      const chunk = chunks[Math.floor(row / chunkSize)]
      return chunk ? chunk.baseMs + (chunk.times[row % chunkSize] ?? 0) : 0
    },
  }
}

function shorten(times: Float64Array): TimeChunk {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let place = 0; place < times.length; place++) {
    const timeMs = times[place] ?? Number.NaN
    if (!Number.isInteger(timeMs)) return { baseMs: 0, times }
    if (timeMs < least) least = timeMs
    if (timeMs > most) most = timeMs
  }
  if (most - least > 0xffff_ffff) return { baseMs: 0, times }
  return { baseMs: least, times: Uint32Array.from(times, (timeMs) => timeMs - least) }
}
