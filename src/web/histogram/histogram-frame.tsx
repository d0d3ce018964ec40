/** The layout of the histogram, shared with its skeleton. Its line of text is drawn in the toolbar above. */
import type { ComponentProps, ReactNode } from 'react'

/** In pixels. */
export const chartHeight = 54

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

export function ChartFrame({ children }: { children: ReactNode }) {
  return (
    <div className="relative" style={{ height: chartHeight }}>
      {children}
    </div>
  )
}

/** Shown instead of the histogram until there is a search. */
export function HistogramSkeleton() {
  return (
    <HistogramFrame>
      <ChartFrame>
        <div className="absolute inset-x-0 top-0 bottom-5 rounded-md bg-kumo-tint" />
      </ChartFrame>
    </HistogramFrame>
  )
}
