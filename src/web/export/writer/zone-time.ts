/** Instants on the clock of a zone with the offset spelled, many of them in a row. */
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import { formatOffset, getOffsetMs } from '../../../query/time/zoned-time.ts'

/** No zone changes its clocks within a quarter of an hour; to ask for the offset takes microseconds. */
const blockMs = 15 * 60_000
const maxBlocks = 10_000

/** Writes instants as `2026-11-21T03:12:45.120+01:00`; `undefined` for text that is none. Finer digits are kept. */
export function createZoneTime(timeZone: string): (instant: string) => string | undefined {
  const offsets = new Map<number, number>()

  function offsetAt(epochMs: number): number {
    const block = Math.floor(epochMs / blockMs)
    const known = offsets.get(block)
    if (known !== undefined) return known
    const offsetMs = getOffsetMs(epochMs, timeZone)
    if (offsets.size >= maxBlocks) offsets.clear()
    offsets.set(block, offsetMs)
    return offsetMs
  }

  return (instant) => {
    const epochMs = findEpochMs(instant)
    if (epochMs === undefined) return undefined
    const offsetMs = offsetAt(epochMs)
    const finer = /\.\d{3}(\d+)/.exec(instant)?.[1] ?? ''
    return formatInstant(epochMs + offsetMs).replace('Z', `${finer}${formatOffset(offsetMs)}`)
  }
}
