/** The brush for keyboard users: two bounds that arrow keys move, Enter applies and Escape resets. */
import { type KeyboardEvent, useState } from 'react'
import { toTimeText } from '../ui/text/time-text.ts'
import { countBuckets, type TimeAxis, toBucketMs, toEdgeFraction } from './time-axis.ts'

/** Width of a step with Shift or a page key, in buckets. */
const wideStep = 10

/** Draws the two bounds over the plot. For another axis, remount it with a new `key`. */
export function BrushHandles({
  axis,
  onApply,
}: {
  axis: TimeAxis
  /** Called with two edges, the first before the second. */
  onApply: (from: number, to: number) => void
}) {
  const buckets = countBuckets(axis)
  const whole = { from: 0, to: buckets }
  const [bounds, setBounds] = useState(whole)
  const isWhole = bounds.from === 0 && bounds.to === buckets

  function onKeyDown(event: KeyboardEvent, which: 'from' | 'to') {
    const step = event.shiftKey ? wideStep : 1
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -step,
      ArrowDown: -step,
      ArrowRight: step,
      ArrowUp: step,
      PageDown: -wideStep,
      PageUp: wideStep,
      Home: -buckets,
      End: buckets,
    }
    if (Object.hasOwn(steps, event.key)) {
      const wanted = bounds[which] + (steps[event.key] ?? 0)
      const [min, max] = which === 'from' ? [0, bounds.to - 1] : [bounds.from + 1, buckets]
      setBounds({ ...bounds, [which]: Math.max(min, Math.min(max, wanted)) })
    } else if (event.key === 'Enter' && !isWhole) onApply(bounds.from, bounds.to)
    else if (event.key === 'Escape' && !isWhole) setBounds(whole)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const toLeft = (edge: number) => `${toEdgeFraction(axis, edge) * 100}%`
  const toRight = (edge: number) => `${(1 - toEdgeFraction(axis, edge)) * 100}%`
  return (
    <>
      {!isWhole && (
        <div
          className="absolute inset-y-0 border-kumo-brand border-x-2 bg-kumo-brand/15"
          style={{ left: toLeft(bounds.from), right: toRight(bounds.to) }}
        />
      )}
      {(['from', 'to'] as const).map((which) => (
        <div
          key={which}
          role="slider"
          tabIndex={0}
          aria-label={
            which === 'from' ? 'Start of the narrower range' : 'End of the narrower range'
          }
          aria-valuemin={which === 'from' ? 0 : bounds.from + 1}
          aria-valuemax={which === 'from' ? bounds.to - 1 : buckets}
          aria-valuenow={bounds[which]}
          aria-valuetext={toTimeText(
            new Date(toBucketMs(axis, bounds[which])).toISOString(),
            axis.timeZone,
          )}
          title="Arrow keys move this bound, Enter applies"
          className="absolute inset-y-0 w-1.5 rounded-sm opacity-0 focus-visible:bg-kumo-brand focus-visible:opacity-100"
          style={which === 'from' ? { left: toLeft(bounds.from) } : { right: toRight(bounds.to) }}
          onKeyDown={(event) => onKeyDown(event, which)}
        />
      ))}
    </>
  )
}
