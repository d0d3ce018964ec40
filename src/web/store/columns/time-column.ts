/**
 * The times of all rows in milliseconds. A full chunk of whole numbers takes four bytes a row, relative to its
 * earliest time; a chunk with a missing time, or with a range of more than 49 days, takes eight.
 */
import { chunkSize } from './chunked-array.ts'

/** Times of a chunk, relative to `baseMs`. */
export type TimeChunk = { baseMs: number; times: Float64Array | Uint32Array }

/** Times by row. */
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
      const offset = length++ % chunkSize
      if (offset === 0) {
        growing = new Float64Array(chunkSize)
        chunks.push({ baseMs: 0, times: growing })
      }
      growing[offset] = timeMs
      if (offset === chunkSize - 1) chunks[chunks.length - 1] = shorten(growing)
    },
    at(row) {
      const chunk = chunks[Math.floor(row / chunkSize)]
      return chunk ? chunk.baseMs + (chunk.times[row % chunkSize] ?? 0) : 0
    },
  }
}

function shorten(times: Float64Array): TimeChunk {
  let minMs = Number.POSITIVE_INFINITY
  let maxMs = Number.NEGATIVE_INFINITY
  for (let offset = 0; offset < times.length; offset++) {
    const timeMs = times[offset] ?? Number.NaN
    if (!Number.isInteger(timeMs)) return { baseMs: 0, times }
    if (timeMs < minMs) minMs = timeMs
    if (timeMs > maxMs) maxMs = timeMs
  }
  if (maxMs - minMs > 0xffff_ffff) return { baseMs: 0, times }
  return { baseMs: minMs, times: Uint32Array.from(times, (timeMs) => timeMs - minMs) }
}
