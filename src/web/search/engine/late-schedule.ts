/**
 * When the last hour of a range is read again, and what may be claimed until then. A log may show an entry after
 * newer ones, so a range that has just ended may still get entries. Pure.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { formatInstant } from '../../../cloudflare/instant.ts'

const minuteMs = 60_000

/** The part of a range that is read again: its last hour. */
const readAgainMs = 60 * minuteMs

/** How long after the end of the range it is read again. */
const readAfterMs = [8 * minuteMs, 20 * minuteMs, 60 * minuteMs] as const

/** The shortest time between two readings. One that comes sooner is left out; the last one is put off instead. */
const minApartMs = 6 * minuteMs

/** The readings of a range that are still to come. */
export type LateSchedule = {
  /** Where the range begins. */
  readonly sinceMs: number
  /** The part that is read again. */
  readonly fromMs: number
  readonly endMs: number
  /** When the list was last compared with the log as a whole. */
  readonly readMs: number
  /** The next reading; `undefined` after the last one. */
  readonly dueMs: number | undefined
}

/** The schedule of a range that a search began to read at `nowMs`; `undefined` when it ended too long ago. */
export function planLateReadings(
  { sinceMs, beforeMs }: { sinceMs: number; beforeMs: number },
  nowMs: number,
): LateSchedule | undefined {
  // What happens after the search began is not asked for again, so a range into the future ends at that moment.
  const endMs = Math.min(beforeMs, nowMs)
  const dueMs = findDueMs(endMs, nowMs)
  if (dueMs === undefined || endMs <= sinceMs) return undefined
  return { sinceMs, fromMs: toFromMs(sinceMs, endMs), endMs, readMs: nowMs, dueMs }
}

/** The schedule after a reading that began at `readMs`. Readings that were due before are not made up for. */
export function advanceSchedule(schedule: LateSchedule, readMs: number): LateSchedule {
  const { sinceMs, endMs } = schedule
  return { ...skipReading(schedule, readMs), fromMs: toFromMs(sinceMs, endMs), readMs }
}

/** The schedule after a reading at `nowMs` that failed, or that had nothing to read. */
export function skipReading(schedule: LateSchedule, nowMs: number): LateSchedule {
  // The clock may have been set back since the reading became due.
  const servedMs = Math.max(nowMs, schedule.dueMs ?? nowMs)
  const dueMs = findDueMs(schedule.endMs, servedMs)
  const soonestMs = servedMs + minApartMs
  if (dueMs === undefined || dueMs >= soonestMs) return { ...schedule, dueMs }
  return { ...schedule, dueMs: findDueMs(schedule.endMs, soonestMs) ?? soonestMs }
}

/** The schedule after following extended the list to `endMs`. A reading that is due before stays due. */
export function extendSchedule(schedule: LateSchedule, endMs: number): LateSchedule {
  const { sinceMs, fromMs, dueMs } = schedule
  const nextFromMs = toFromMs(sinceMs, endMs)
  const nextDueMs = endMs + readAfterMs[0]
  return dueMs === undefined
    ? { ...schedule, endMs, fromMs: nextFromMs, dueMs: nextDueMs }
    : {
        ...schedule,
        endMs,
        fromMs: Math.min(fromMs, nextFromMs),
        dueMs: Math.min(dueMs, nextDueMs),
      }
}

/** From when entries may still appear in a range that was read at `readMs`; `undefined` when none can. */
export function findChangingSince(
  { latestArrivalS }: Dataset,
  { sinceMs, beforeMs }: { sinceMs: number; beforeMs: number },
  readMs: number,
): string | undefined {
  // Where no delay was measured, entries are expected for as long as the range is read again.
  const arrivalMs = latestArrivalS === undefined ? readAgainMs : latestArrivalS * 1000
  const finalMs = readMs - arrivalMs
  return beforeMs > finalMs ? formatInstant(Math.max(sinceMs, finalMs)) : undefined
}

/** As `findChangingSince`, for a list of several sources: from the first moment on in which one of them may change. */
export function findAllChangingSince(
  sources: readonly { readonly dataset: Dataset }[],
  range: { sinceMs: number; beforeMs: number },
  readMs: number,
): string | undefined {
  return sources.flatMap(({ dataset }) => findChangingSince(dataset, range, readMs) ?? []).sort()[0]
}

function findDueMs(endMs: number, servedMs: number): number | undefined {
  return readAfterMs.map((afterMs) => endMs + afterMs).find((dueMs) => dueMs > servedMs)
}

function toFromMs(sinceMs: number, endMs: number): number {
  return Math.max(sinceMs, endMs - readAgainMs)
}
