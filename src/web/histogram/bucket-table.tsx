/** The histogram as a table and as text, for users who cannot see the bars: buckets, counts and unread ranges. */
import type { Histogram } from '../store/entry-store.ts'
import { toTimeText } from '../ui/text/time-text.ts'
import { toVisibleText } from '../ui/text/visible-text.tsx'
import type { SeriesStyle } from './series-style.ts'
import { type Gap, isInGap, type TimeAxis, toBucketMs } from './time-axis.ts'

export function BucketTable({
  axis,
  histogram: { series },
  styles,
  gaps,
  timeZone,
}: {
  axis: TimeAxis
  histogram: Histogram
  styles: readonly SeriesStyle[]
  gaps: readonly Gap[]
  timeZone: string
}) {
  const buckets = Array.from({ length: axis.buckets }, (_, bucket) => bucket)
  const toText = (ms: number) => toTimeText(new Date(ms).toISOString(), timeZone)
  return (
    <table className="mb-2 w-fit tabular-nums [&_td]:px-3 [&_td]:text-right [&_th]:pr-3 [&_th]:text-left [&_th]:font-normal">
      <caption className="text-left text-kumo-subtle">
        Loaded entries over time. Stretches without entries are left out.
      </caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          {styles.map(({ label }) => (
            <th key={label} scope="col">
              {toVisibleText(label)}
            </th>
          ))}
          <th scope="col">Read whole</th>
        </tr>
      </thead>
      <tbody>
        {buckets
          .filter((bucket) => series.some(({ counts }) => (counts[bucket] ?? 0) > 0))
          .map((bucket) => (
            <tr key={bucket}>
              <th scope="row">{toText(toBucketMs(axis, bucket))}</th>
              {series.map(({ counts }, i) => (
                <td key={styles[i]?.label}>{counts[bucket]}</td>
              ))}
              <td>{isInGap(axis, gaps, bucket) ? 'no' : 'yes'}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

/** A sentence about the ranges that were not read. */
export function toGapText(axis: TimeAxis, gaps: readonly Gap[], timeZone: string): string {
  if (gaps.length === 0) return 'All of the range was read.'
  const toText = (fraction: number) => toAxisText(axis, fraction, timeZone)
  const ranges = gaps.map(({ from, to }) => `${toText(from)} to ${toText(to)}`)
  return `Not loaded, so unknown: ${ranges.join('; ')}.`
}

/** A sentence about the start of the log's retention; empty if the log covers the whole range. */
export function toStartText(axis: TimeAxis, start: number, timeZone: string): string {
  return start > 0 ? `Before ${toAxisText(axis, start, timeZone)} nothing is in this log.` : ''
}

/** The time at a position on the axis, from 0 to 1. */
function toAxisText({ sinceMs, beforeMs }: TimeAxis, fraction: number, timeZone: string): string {
  return toTimeText(new Date(sinceMs + fraction * (beforeMs - sinceMs)).toISOString(), timeZone)
}
