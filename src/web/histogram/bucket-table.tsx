/** The histogram in words, for whoever cannot see bars: buckets with entries, and what was not read. */
import type { Histogram } from '../store/entry-store.ts'
import { toTimeText } from '../ui/text/time-text.ts'
import { toVisibleText } from '../ui/text/visible-text.tsx'
import type { SeriesStyle } from './series-style.ts'
import { type Gap, isInGap, type TimeAxis, toBucketMs } from './time-axis.ts'

export function BucketTable({
  axis,
  histogram: { series },
  looks,
  gaps,
  timeZone,
}: {
  axis: TimeAxis
  histogram: Histogram
  looks: readonly SeriesStyle[]
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
          {looks.map(({ label }) => (
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
                <td key={looks[i]?.label}>{counts[bucket]}</td>
              ))}
              <td>{isInGap(axis, gaps, bucket) ? 'no' : 'yes'}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

/** Says which parts of the range are unknown. */
export function toGapText(axis: TimeAxis, gaps: readonly Gap[], timeZone: string): string {
  if (gaps.length === 0) return 'All of the range was read.'
  const toText = (place: number) => toPathText(axis, place, timeZone)
  const parts = gaps.map(({ from, to }) => `${toText(from)} to ${toText(to)}`)
  return `Not loaded, so unknown: ${parts.join('; ')}.`
}

/** Says until when the log can hold nothing; nothing when it holds all of the range. */
export function toStartText(axis: TimeAxis, start: number, timeZone: string): string {
  return start > 0 ? `Before ${toPathText(axis, start, timeZone)} nothing is in this log.` : ''
}

function toPathText({ sinceMs, beforeMs }: TimeAxis, place: number, timeZone: string): string {
  return toTimeText(new Date(sinceMs + place * (beforeMs - sinceMs)).toISOString(), timeZone)
}
