/** Counts the rows of a view by the hours of the week, on the clocks of a zone. */
import { createOffsetReader } from '../../../query/time/offset-reader.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { TimeColumn } from '../columns/time-column.ts'
import type { HourCounts } from '../time-counts.ts'

const hourMs = 3_600_000
const weekHours = 168
/** The first instant of the epoch was on a Thursday. */
const epochHourOfWeek = 72

/** Counts rows per hour of the week. */
export function countHours(
  times: Pick<TimeColumn, 'chunks'>,
  mask: Pick<RowMask, 'offsetsIn'>,
  timeZone: string,
): HourCounts {
  const counts = new Uint32Array(weekHours)
  const offsetAt = createOffsetReader(timeZone)
  let without = 0
  times.chunks.forEach(({ baseMs, times: chunkTimes }, number) => {
    for (const offset of mask.offsetsIn(number)) {
      const epochMs = baseMs + (chunkTimes[offset] ?? Number.NaN)
      if (Number.isNaN(epochMs)) without += 1
      else {
        const hour = Math.floor((epochMs + offsetAt(epochMs)) / hourMs) + epochHourOfWeek
        const cell = ((hour % weekHours) + weekHours) % weekHours
        counts[cell] = (counts[cell] ?? 0) + 1
      }
    }
  })
  return { counts: Array.from(counts), without }
}
