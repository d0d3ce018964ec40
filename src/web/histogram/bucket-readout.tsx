/** The readout of a bucket beside it, within the chart: its time range, its counts and their total. */
import { VisibleText } from '../ui/text/visible-text.tsx'
import type { BucketText } from './bucket-text.ts'
import { type TimeAxis, toEdgeFraction } from './time-axis.ts'

/** Draws the readout on the side of the bucket that has more room. Assistive technology reads it at the bucket. */
export function BucketReadout({
  axis,
  bucket,
  text: { range, counts, total },
}: {
  axis: TimeAxis
  bucket: number
  text: BucketText
}) {
  const [left, right] = [toEdgeFraction(axis, bucket), toEdgeFraction(axis, bucket + 1)]
  const isLeft = left + right > 1
  const side = isLeft
    ? { right: `calc(${(1 - left) * 100}% + 6px)`, maxWidth: `calc(${left * 100}% - 6px)` }
    : { left: `calc(${right * 100}% + 6px)`, maxWidth: `calc(${(1 - right) * 100}% - 6px)` }
  return (
    <div
      aria-hidden
      data-readout
      className="-top-1 absolute z-2 flex max-h-12 w-max flex-col overflow-hidden rounded-md bg-kumo-base px-2 py-0.5 text-[11px] text-kumo-default leading-4 tabular-nums shadow-sm ring ring-kumo-line"
      style={side}
    >
      <span className="truncate">{range}</span>
      <span className="flex flex-wrap gap-x-2.5">
        {counts.map(({ label, swatch, count }) => (
          <span key={label} className="flex items-center gap-1">
            <span className={`size-2 rounded-xs ${swatch}`} />
            {count} <VisibleText text={label} />
          </span>
        ))}
        <span className="font-medium">{total}</span>
      </span>
    </div>
  )
}
