/** The texts below the time axis. */
import type { TimeAxis } from './time-axis.ts'

/** Half of the width of the widest tick text, in pixels. */
const halfTickWidth = 19

/** Whether the text of a tick, centered below it, fits into the width of the plot. */
export function hasRoom({ sinceMs, beforeMs }: TimeAxis, atMs: number, width: number): boolean {
  const left = ((atMs - sinceMs) / (beforeMs - sinceMs)) * width
  return left >= halfTickWidth && left <= width - halfTickWidth
}

/** The text of a tick: the day at midnight, hour and minute at other times, with seconds if there are any. */
export function toTickText(epochMs: number, timeZone: string): string {
  const { clock, seconds, day } = getTickFormats(timeZone)
  if (epochMs % 60_000 !== 0) return seconds.format(epochMs)
  const time = clock.format(epochMs)
  return time === '00:00' ? day.format(epochMs) : time
}

type TickFormats = Record<'clock' | 'seconds' | 'day', Intl.DateTimeFormat> & { timeZone: string }

let tickFormats: TickFormats | undefined

/** Creating the formats takes longer than drawing the chart, so those of the current zone are cached. */
function getTickFormats(timeZone: string): TickFormats {
  if (tickFormats?.timeZone !== timeZone) {
    const toFormat = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat('en-GB', { timeZone, ...options })
    const clock = { hour: '2-digit', minute: '2-digit' } as const
    tickFormats = {
      timeZone,
      clock: toFormat(clock),
      seconds: toFormat({ ...clock, second: '2-digit' }),
      day: toFormat({ day: 'numeric', month: 'short' }),
    }
  }
  return tickFormats
}
