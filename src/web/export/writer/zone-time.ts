/** Formats many instants in a time zone, with the offset. */
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import { formatOffset, getOffsetMs } from '../../../query/time/zoned-time.ts'

/** Offsets are cached by quarter of an hour: looking one up takes microseconds, and no zone changes within one. */
const blockMs = 15 * 60_000
const maxBlocks = 10_000

/**
 * Creates a formatter for instants, such as `2026-11-21T03:12:45.120+01:00`. It returns `undefined` for other text and
 * preserves digits finer than milliseconds.
 */
export function createZoneTime(timeZone: string): (instant: string) => string | undefined {
  const offsets = new Map<number, number>()

  function getCachedOffsetMs(epochMs: number): number {
    const block = Math.floor(epochMs / blockMs)
    const cached = offsets.get(block)
    if (cached !== undefined) return cached
    const offsetMs = getOffsetMs(epochMs, timeZone)
    if (offsets.size >= maxBlocks) offsets.clear()
    offsets.set(block, offsetMs)
    return offsetMs
  }

  return (instant) => {
    const epochMs = findEpochMs(instant)
    if (epochMs === undefined) return undefined
    const offsetMs = getCachedOffsetMs(epochMs)
    const finer = /\.\d{3}(\d+)/.exec(instant)?.[1] ?? ''
    return formatInstant(epochMs + offsetMs).replace('Z', `${finer}${formatOffset(offsetMs)}`)
  }
}
