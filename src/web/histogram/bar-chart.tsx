/** The bars of the histogram on a canvas, with a brush for the pointer. Loaded on demand. */
import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import type { Histogram } from '../store/time-counts.ts'
import { listCountTicks, toTickLabel } from './count-scale.ts'
import { plotInsets } from './histogram-frame.tsx'
import { findBucket, type TimeAxis } from './time-axis.ts'
import { hasRoom, toTickText } from './time-ticks.ts'

/** Draws stacked bars. */
export function BarChart({
  axis,
  histogram,
  colors,
  height,
  onBrush,
  onPoint,
}: {
  axis: TimeAxis
  histogram: Histogram
  /** Canvas colors of text, lines, and then each series. */
  colors: readonly string[]
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
        ...toOptions(axis, colors),
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
              const { left = -1 } = plot.cursor
              const ms = plot.posToVal(left, 'x') * 1_000
              events.current.onPoint(left < 0 ? undefined : findBucket(axis, ms))
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
  }, [axis, histogram, colors, height])
  return <div ref={frame} aria-hidden className="h-full w-full [&_.u-select]:bg-kumo-brand/20" />
}

/** Cumulated series, the highest first, so that each one is drawn over the previous one. */
function toStacks(axis: TimeAxis, { series }: Histogram): uPlot.AlignedData {
  const times = axis.edges.slice(0, -1).map((edge) => edge / 1_000)
  let below: readonly number[] = times.map(() => 0)
  const stacks = series.map(({ counts }) => {
    below = below.map((sum, i) => sum + (counts[i] ?? 0))
    return [...below]
  })
  return [times, ...stacks.reverse()]
}

function toOptions(axis: TimeAxis, colors: readonly string[]) {
  const [text = '', line = '', ...fills] = colors
  const font = '10px sans-serif'
  const { timeZone, sinceMs, beforeMs } = axis
  return {
    padding: [plotInsets.top, plotInsets.right, 0, 0],
    legend: { show: false },
    tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1_000), timeZone),
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
    scales: {
      x: { range: () => [sinceMs / 1_000, beforeMs / 1_000] },
      y: { range: (_: uPlot, __: number, max: number) => [0, Math.max(1, max)] },
    },
    axes: [
      {
        stroke: text,
        values: ({ width }: uPlot, splits: number[]) =>
          splits.map((seconds) =>
            hasRoom(axis, seconds * 1_000, width) ? toTickText(seconds * 1_000, timeZone) : '',
          ),
        size: plotInsets.bottom,
        gap: 1,
        font,
        grid: { show: false },
        ticks: { stroke: line, size: 3 },
      },
      {
        stroke: text,
        splits: (_: uPlot, __: number, ___: number, max: number) => [...listCountTicks(max)],
        values: (_: uPlot, splits: number[]) => splits.map(toTickLabel),
        size: plotInsets.left,
        gap: 3,
        font,
        grid: { stroke: line, width: 1 },
        ticks: { show: false },
      },
    ],
    series: [
      {},
      ...[...fills]
        .reverse()
        .map((fill) => ({ fill, width: 0, points: { show: false }, paths: toBarPaths(axis) })),
    ],
  } satisfies Omit<uPlot.Options, 'width' | 'height'>
}

/** The bars of a series. Those of uPlot are all equally wide, but buckets of the clock are not. */
function toBarPaths({ edges }: TimeAxis) {
  return (plot: uPlot, seriesNumber: number): uPlot.Series.Paths => {
    const fill = new Path2D()
    const baseline = plot.valToPos(0, 'y', true)
    // At whole pixels, or the series below would be seen at the sides.
    const xOf = (edge: number) => Math.round(plot.valToPos((edges[edge] ?? 0) / 1_000, 'x', true))
    const gap = Math.round(uPlot.pxRatio)
    plot.data[seriesNumber]?.forEach((count, bucket) => {
      if (!count) return
      const [left, right] = [xOf(bucket), xOf(bucket + 1)]
      const top = Math.min(plot.valToPos(count, 'y', true), baseline - gap)
      // A narrow bar has to be seen as well.
      fill.rect(left, top, Math.max(gap, right - left - gap), baseline - top)
    })
    return { fill, stroke: null, clip: null }
  }
}
