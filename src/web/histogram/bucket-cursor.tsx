/** Moves between the buckets by keyboard, with the same readout as the pointer gives. Enter zooms to the bucket. */
import type { KeyboardEvent } from 'react'
import { countBuckets, type TimeAxis, toEdgeFraction } from './time-axis.ts'

/** Width of a step with Shift or a page key, in buckets. */
const wideStep = 10

/** Draws the current bucket over the plot, while it has the focus. */
export function BucketCursor({
  axis,
  bucket,
  words,
  onMove,
  onZoom,
}: {
  axis: TimeAxis
  /** The current bucket, if one was chosen. */
  bucket: number | undefined
  /** The readout of the current bucket. */
  words: string
  /** Called with the next bucket, or without one when the focus leaves. */
  onMove: (bucket: number | undefined) => void
  onZoom: (bucket: number) => void
}) {
  const last = countBuckets(axis) - 1
  const current = Math.min(bucket ?? last, last)
  const [left, right] = [toEdgeFraction(axis, current), toEdgeFraction(axis, current + 1)]

  function onKeyDown(event: KeyboardEvent) {
    const step = event.shiftKey ? wideStep : 1
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -step,
      ArrowDown: -step,
      ArrowRight: step,
      ArrowUp: step,
      PageDown: -wideStep,
      PageUp: wideStep,
      Home: -last,
      End: last,
    }
    if (Object.hasOwn(steps, event.key)) {
      onMove(Math.max(0, Math.min(last, current + (steps[event.key] ?? 0))))
    } else if (event.key === 'Enter') onZoom(current)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Bucket"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={current}
      aria-valuetext={words}
      className="absolute inset-y-0 min-w-1 opacity-0 focus-visible:bg-kumo-brand/20 focus-visible:opacity-100"
      style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
      onKeyDown={onKeyDown}
      onFocus={() => onMove(current)}
      onBlur={() => onMove(undefined)}
    />
  )
}
