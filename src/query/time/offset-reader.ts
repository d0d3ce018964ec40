/** Reads the offset of a zone at many instants: the engine is asked a few times for each day, not each time. */
import { getOffsetMs } from './zoned-time.ts'

const dayMs = 86_400_000

/** The offset of the clocks on one UTC day: before the change of the clocks, and from it on. */
type DayOffsets = { beforeMs: number; changeMs: number; afterMs: number }

/**
 * Prepares to read by how many milliseconds the clocks of a zone are ahead of UTC at instants in epoch milliseconds.
 * Offsets are cached by UTC day, so instants near each other are fast. Throws for an unknown zone at the first instant.
 */
export function createOffsetReader(zone: string): (epochMs: number) => number {
  if (zone === 'UTC') return () => 0
  const days = new Map<number, DayOffsets>()
  let lastDay = Number.NaN
  let last: DayOffsets = { beforeMs: 0, changeMs: 0, afterMs: 0 }
  return (epochMs) => {
    const day = Math.floor(epochMs / dayMs)
    if (day !== lastDay) {
      last = days.get(day) ?? readDay(day * dayMs, zone)
      days.set(day, last)
      lastDay = day
    }
    return epochMs < last.changeMs ? last.beforeMs : last.afterMs
  }
}

/** The clocks of a zone change at most once within a day. */
function readDay(startMs: number, zone: string): DayOffsets {
  const beforeMs = getOffsetMs(startMs, zone)
  let [low, high] = [startMs, startMs + dayMs]
  const afterMs = getOffsetMs(high, zone)
  if (beforeMs === afterMs) return { beforeMs, changeMs: low, afterMs }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (getOffsetMs(middle, zone) === beforeMs) low = middle
    else high = middle
  }
  return { beforeMs, changeMs: high, afterMs }
}
