/** The words for one bucket: its time range and its counts. */
import type { Histogram } from '../store/time-counts.ts'
import { toCounted, toCountText } from '../ui/text/count-text.ts'
import { findTimeParts } from '../ui/text/time-text.ts'
import type { SeriesStyle } from './series-style.ts'
import { findUnread, type Gap, type TimeAxis, toBucketMs } from './time-axis.ts'

/** What is said about a bucket. */
export type BucketText = {
  /** `2026-11-21 03:00 – 03:30 UTC`. */
  range: string
  /** The series with entries, in the order of the bars. */
  counts: readonly { label: string; swatch: string; count: string }[]
  /** `15 entries`, and whether more may be found. */
  total: string
}

/** The words for a bucket. */
export function toBucketText(
  axis: TimeAxis,
  { series }: Histogram,
  styles: readonly SeriesStyle[],
  gaps: readonly Gap[],
  bucket: number,
): BucketText {
  const counts = series.flatMap(({ counts }, i) => {
    const count = counts[bucket] ?? 0
    const style = styles[i]
    return count > 0 && style ? [{ ...style, count: toCountText(count) }] : []
  })
  const total = series.reduce((sum, { counts }) => sum + (counts[bucket] ?? 0), 0)
  return {
    range: toBucketRange(axis, bucket),
    counts,
    total: toTotalText(total, findUnread(axis, gaps, bucket)),
  }
}

function toTotalText(total: number, unread: 'part' | 'whole' | undefined): string {
  if (total === 0 && unread === 'whole') return 'not loaded'
  return `${toCounted(total, 'entry', 'entries')}${unread ? ', not all loaded' : ''}`
}

/** The same in one line, for assistive technology. */
export function toBucketLine({ range, counts, total }: BucketText): string {
  const list = counts.map(({ label, count }) => `${count} ${label}`).join(', ')
  return `${range}: ${list ? `${list}; ` : ''}${total}`
}

/** The time range of a bucket: date and zone once if they are the same at both ends, seconds only if there are any. */
export function toBucketRange(axis: TimeAxis, bucket: number): string {
  const { timeZone } = axis
  const toParts = (edge: number) =>
    findTimeParts(new Date(toBucketMs(axis, edge)).toISOString(), timeZone)
  const [from, to] = [toParts(bucket), toParts(bucket + 1)]
  if (!from || !to) return ''
  const fromZone = from.zone === to.zone ? '' : ` ${from.zone}`
  const toDate = from.date === to.date ? '' : `${to.date} `
  return `${from.date} ${shorten(from.time)}${fromZone} – ${toDate}${shorten(to.time)} ${to.zone}`
}

function shorten(time: string): string {
  return time.replace(/\.000$/, '').replace(/:00$/, '')
}
