/** The bars of the histogram on a canvas, with a brush for the pointer. Loaded on demand. */
import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import type { Histogram } from '../store/entry-store.ts'
import { type TimeAxis, toBucketMs } from './time-axis.ts'

/** Draws stacked bars. */
export function BarChart({
  axis,
  histogram,
  colors,
  timeZone,
  height,
  onBrush,
  onPoint,
}: {
  axis: TimeAxis
  histogram: Histogram
  /** Canvas colors of text, lines, and then each series. */
  colors: readonly string[]
  timeZone: string
  height: number
  /** The brushed range. */
  onBrush: (fromMs: number, toMs: number) => void
  /** The bucket under the pointer, if any. */
  onPoint: (bucket: number | undefined) => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const events = useRef({ onBrush, onPoint })
  useEffect(() => {
    events.current = { onBrush, onPoint }
  })
  useEffect(() => {
    const { current } = frame
    if (!current) return
    const chart = new uPlot(
      {
        width: current.clientWidth,
        height,
        ...toOptions(axis, colors, timeZone),
        hooks: {
          setSelect: [
            (plot) => {
              const { left, width } = plot.select
              if (width <= 0) return
              const [from, to] = [plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')]
              plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
              events.current.onBrush(from * 1_000, to * 1_000)
            },
          ],
          setCursor: [
            (plot) => {
              const { idx, left = -1 } = plot.cursor
              events.current.onPoint(left < 0 ? undefined : (idx ?? undefined))
            },
          ],
        },
      },
      toStacks(axis, histogram),
      current,
    )
    const observer = new ResizeObserver(() => {
      chart.setSize({ width: current.clientWidth, height })
    })
    observer.observe(current)
    return () => {
      observer.disconnect()
      chart.destroy()
    }
  }, [axis, histogram, colors, timeZone, height])
  return <div ref={frame} aria-hidden className="h-full w-full [&_.u-select]:bg-kumo-brand/20" />
}

/** Cumulated series, the highest first, so that each one is drawn over the previous one. */
function toStacks(axis: TimeAxis, { series }: Histogram): uPlot.AlignedData {
  const times = Array.from({ length: axis.buckets }, (_, i) => toBucketMs(axis, i) / 1_000)
  let below: readonly number[] = times.map(() => 0)
  const stacks = series.map(({ counts }) => {
    below = below.map((sum, i) => sum + (counts[i] ?? 0))
    return [...below]
  })
  return [times, ...stacks.reverse()]
}

function toOptions(axis: TimeAxis, colors: readonly string[], timeZone: string) {
  const [text = '', line = '', ...fills] = colors
  const bars = uPlot.paths.bars?.({ size: [1, Number.POSITIVE_INFINITY], align: 1, gap: 1 })
  return {
    padding: [4, 0, 0, 0],
    legend: { show: false },
    tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1_000), timeZone),
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
    scales: {
      x: { range: () => [axis.sinceMs / 1_000, axis.beforeMs / 1_000] },
      y: { range: (_: uPlot, __: number, max: number) => [0, Math.max(1, max)] },
    },
    axes: [
      {
        stroke: text,
        values: ({ width }: uPlot, splits: number[]) =>
          splits.map((seconds) =>
            fits(axis, seconds * 1_000, width) ? toTickText(seconds, timeZone) : '',
          ),
        size: 20,
        gap: 2,
        font: '10px sans-serif',
        grid: { show: false },
        ticks: { stroke: line, size: 4 },
      },
      { show: false },
    ],
    series: [
      {},
      ...[...fills]
        .reverse()
        .map((fill) => ({ fill, width: 0, points: { show: false }, ...(bars && { paths: bars }) })),
    ],
  } satisfies Omit<uPlot.Options, 'width' | 'height'>
}

/** Half of the width of the widest tick text, in pixels. */
const halfTickWidth = 19

/** Whether the text of a tick, centered below it, fits into the width of the chart. */
function fits({ sinceMs, beforeMs }: TimeAxis, atMs: number, width: number): boolean {
  const left = ((atMs - sinceMs) / (beforeMs - sinceMs)) * width
  return left >= halfTickWidth && left <= width - halfTickWidth
}

/** The text of a tick: the day at midnight, hour and minute at other times. */
function toTickText(seconds: number, timeZone: string): string {
  const { clock, day } = getTickFormats(timeZone)
  const time = clock.format(seconds * 1_000)
  return time === '00:00' ? day.format(seconds * 1_000) : time
}

type TickFormats = { timeZone: string; clock: Intl.DateTimeFormat; day: Intl.DateTimeFormat }

let tickFormats: TickFormats | undefined

/** Creating the formats takes longer than drawing the chart, so those of the current zone are cached. */
function getTickFormats(timeZone: string): TickFormats {
  if (tickFormats?.timeZone !== timeZone) {
    const toFormat = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat('en-GB', { timeZone, ...options })
    tickFormats = {
      timeZone,
      clock: toFormat({ hour: '2-digit', minute: '2-digit' }),
      day: toFormat({ day: 'numeric', month: 'short' }),
    }
  }
  return tickFormats
}
