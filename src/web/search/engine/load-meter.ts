/** Measures the reading of a whole range: how much of it is done, and how long the rest may take. */
import type { LoadProgress } from './search-state.ts'

/** What was there when the reading began, and how long it was at work. */
export type LoadMeter = {
  share: number
  pages: number
  loaded: number
  /** Time at work before the last pause. */
  workedMs: number
  /** When it was last started; absent during a pause. */
  sinceMs: number | undefined
}

/** Where a search stands. */
type LoadPosition = { share: number; pages: number; loaded: number }

/** Begins to measure. */
export function startMeter(position: LoadPosition, nowMs: number): LoadMeter {
  return { ...position, workedMs: 0, sinceMs: nowMs }
}

/** Stops the clock of a meter. */
export function pauseMeter(meter: LoadMeter, nowMs: number): LoadMeter {
  return { ...meter, workedMs: findWorkedMs(meter, nowMs), sinceMs: undefined }
}

/** Lets the clock of a meter go on. */
export function resumeMeter(meter: LoadMeter, nowMs: number): LoadMeter {
  return { ...meter, sinceMs: meter.sinceMs ?? nowMs }
}

/** Reads a meter. The time left assumes that the rest is like what was read so far. */
export function readMeter(meter: LoadMeter, position: LoadPosition, nowMs: number): LoadProgress {
  const gained = position.share - meter.share
  const workedMs = findWorkedMs(meter, nowMs)
  return {
    isPaused: meter.sinceMs === undefined,
    share: position.share,
    pages: position.pages - meter.pages,
    entries: position.loaded - meter.loaded,
    leftMs: gained > 0 && workedMs > 0 ? ((1 - position.share) / gained) * workedMs : undefined,
  }
}

function findWorkedMs({ workedMs, sinceMs }: LoadMeter, nowMs: number): number {
  return sinceMs === undefined ? workedMs : workedMs + Math.max(0, nowMs - sinceMs)
}
