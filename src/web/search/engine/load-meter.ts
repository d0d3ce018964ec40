/** Measures the reading of the whole range: how much is done, and how long the rest may take. */
import type { LoadProgress } from './search-state.ts'

/** The progress when reading started, and how long reading has been active. */
export type LoadMeter = {
  share: number
  pages: number
  loaded: number
  /** Active time before the last pause. */
  workedMs: number
  /** When it was last started or resumed; absent during a pause. */
  sinceMs: number | undefined
}

/** How much of a search is done. `share` is from 0 to 1. */
type LoadPosition = { share: number; pages: number; loaded: number }

/** Starts a meter. */
export function startMeter(position: LoadPosition, nowMs: number): LoadMeter {
  return { ...position, workedMs: 0, sinceMs: nowMs }
}

/** Pauses a meter. */
export function pauseMeter(meter: LoadMeter, nowMs: number): LoadMeter {
  return { ...meter, workedMs: toWorkedMs(meter, nowMs), sinceMs: undefined }
}

/** Resumes a paused meter. */
export function resumeMeter(meter: LoadMeter, nowMs: number): LoadMeter {
  return { ...meter, sinceMs: meter.sinceMs ?? nowMs }
}

/** Reads a meter. The time left assumes that the rest is as dense as what was read so far. */
export function readMeter(meter: LoadMeter, position: LoadPosition, nowMs: number): LoadProgress {
  const gained = position.share - meter.share
  const workedMs = toWorkedMs(meter, nowMs)
  return {
    isPaused: meter.sinceMs === undefined,
    share: position.share,
    pages: position.pages - meter.pages,
    entries: position.loaded - meter.loaded,
    leftMs: gained > 0 && workedMs > 0 ? ((1 - position.share) / gained) * workedMs : undefined,
  }
}

function toWorkedMs({ workedMs, sinceMs }: LoadMeter, nowMs: number): number {
  return sinceMs === undefined ? workedMs : workedMs + Math.max(0, nowMs - sinceMs)
}
