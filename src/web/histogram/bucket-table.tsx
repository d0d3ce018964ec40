/** The histogram as a table and as text, for users who cannot see the bars: buckets, counts and unread ranges. */
import type { Histogram } from '../store/time-counts.ts'
import { toTimeText } from '../ui/text/time-text.ts'
import { toVisibleText } from '../ui/text/visible-text.tsx'
import { toBucketRange } from './bucket-text.ts'
import type { SeriesStyle } from './series-style.ts'
import { countBuckets, findUnread, type Gap, type TimeAxis } from './time-axis.ts'

export function BucketTable({
  axis,
  histogram: { series },
  styles,
  gaps,
}: {
  axis: TimeAxis
  histogram: Histogram
  styles: readonly SeriesStyle[]
  gaps: readonly Gap[]
}) {
  const buckets = Array.from({ length: countBuckets(axis) }, (_, bucket) => bucket)
  return (
    <table className="mb-2 w-fit tabular-nums [&_td]:px-3 [&_td]:text-right [&_th]:pr-3 [&_th]:text-left [&_th]:font-normal">
      <caption className="text-left text-kumo-subtle">
        Loaded entries over time, per {axis.interval}. Buckets without entries are left out.
      </caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          {styles.map(({ label }) => (
            <th key={label} scope="col">
              {toVisibleText(label)}
            </th>
          ))}
          <th scope="col">All loaded</th>
        </tr>
      </thead>
      <tbody>
        {buckets
          .filter((bucket) => series.some(({ counts }) => (counts[bucket] ?? 0) > 0))
          .map((bucket) => (
            <tr key={bucket}>
              <th scope="row">{toBucketRange(axis, bucket)}</th>
              {series.map(({ counts }, i) => (
                <td key={styles[i]?.label}>{counts[bucket]}</td>
              ))}
              <td>{findUnread(axis, gaps, bucket) ? 'no' : 'yes'}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

/** A sentence about the ranges that were not read. */
export function toGapText(axis: TimeAxis, gaps: readonly Gap[]): string {
  if (gaps.length === 0) return 'All of the range was read.'
  const toText = (fraction: number) => toAxisText(axis, fraction)
  const ranges = gaps.map(({ from, to }) => `${toText(from)} to ${toText(to)}`)
  return `Not loaded, so unknown: ${ranges.join('; ')}.`
}

/** A sentence about the start of the log's retention; empty if the log covers the whole range. */
export function toStartText(axis: TimeAxis, start: number): string {
  return start > 0 ? `Before ${toAxisText(axis, start)} nothing is in this log.` : ''
}

/** The time at a position on the axis, from 0 to 1. */
function toAxisText({ sinceMs, beforeMs, timeZone }: TimeAxis, fraction: number): string {
  return toTimeText(
    new Date(Math.round(sinceMs + fraction * (beforeMs - sinceMs))).toISOString(),
    timeZone,
  )
}
