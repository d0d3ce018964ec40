/** The layout of the histogram, shared with its skeleton: a line of text above the chart. */
import type { ComponentProps, ReactNode } from 'react'

/** In pixels. */
export const chartHeight = 76

/** Draws the frame; `children` are the line, the chart, and optional further parts. */
export function HistogramFrame(props: ComponentProps<'section'>) {
  return (
    <section
      {...props}
      className="isolate shrink-0 border-kumo-line border-b bg-kumo-base px-3 pt-1 text-[12px]"
    />
  )
}

export function HistogramLine({ children }: { children?: ReactNode }) {
  return (
    <div className="flex h-6 items-center gap-3 overflow-hidden whitespace-nowrap">{children}</div>
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
      <HistogramLine />
      <ChartFrame>
        <div className="absolute inset-x-0 top-0 bottom-5 rounded-md bg-kumo-tint" />
      </ChartFrame>
    </HistogramFrame>
  )
}
