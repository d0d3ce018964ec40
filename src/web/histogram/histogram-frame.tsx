/** The layout of the histogram, shared with its skeleton. Its line of text is drawn in the toolbar above. */
import type { ComponentProps, ReactNode } from 'react'
import { useViewPreferences } from '../preferences/view-preferences.ts'

/** In pixels. */
export const chartHeight = 54

/** The height of the heat map, in pixels: seven rows of ten, and the hours below. */
export const hoursHeight = 83

/** The room for the axes around the plot of the chart, in pixels. */
export const plotInsets = { top: 6, right: 0, bottom: 15, left: 32 }

/** Draws the frame; `children` are the chart and optional further parts. */
export function HistogramFrame(props: ComponentProps<'section'>) {
  return (
    <section
      {...props}
      data-histogram
      className="isolate shrink-0 border-kumo-line border-b bg-kumo-base px-3 text-[12px]"
    />
  )
}

export function ChartFrame({
  height = chartHeight,
  children,
}: {
  height?: number
  children: ReactNode
}) {
  return (
    <div className="relative" style={{ height }}>
      {children}
    </div>
  )
}

/** The plot of the chart: where the bars are, without the axes. The pointer passes through it. */
export function PlotArea({ children }: { children: ReactNode }) {
  return (
    <div className="pointer-events-none absolute" style={plotInsets}>
      {children}
    </div>
  )
}

/** Shown instead of the histogram until there is a search. */
export function HistogramSkeleton() {
  const { histogramView } = useViewPreferences()
  return (
    <HistogramFrame>
      <ChartFrame height={histogramView === 'hours' ? hoursHeight : chartHeight}>
        <div className="absolute rounded-sm bg-kumo-tint" style={plotInsets} />
      </ChartFrame>
    </HistogramFrame>
  )
}
