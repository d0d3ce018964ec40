/** The layout of the header, shared with its skeleton. Its height depends only on the width of the page. */
import type { ReactNode } from 'react'
import type { TimeRange } from '../../../query/log-query.ts'
import { ScrollEdges } from '../../ui/scroll-edges.tsx'

const line =
  'flex shrink-0 flex-wrap items-center justify-between gap-x-2 border-kumo-line border-b bg-kumo-base px-4'
const pickerLine = 'order-last -mx-4 h-9 w-[calc(100%+2rem)]'
// Pickers that do not fit are scrolled.
const scroller = 'flex items-center gap-2 px-4 pb-2'

/** On a wide page the pickers are beside the name; an absolute range needs a wider page for that. */
const lines = {
  relative: {
    line: `${line} min-[1240px]:flex-nowrap`,
    pickers: `${pickerLine} min-[1240px]:order-none min-[1240px]:mx-0 min-[1240px]:h-12 min-[1240px]:w-auto min-[1240px]:min-w-0 min-[1240px]:flex-1`,
    scroller: `${scroller} min-[1240px]:px-1 min-[1240px]:pb-0`,
  },
  absolute: {
    line: `${line} min-[1440px]:flex-nowrap`,
    pickers: `${pickerLine} min-[1440px]:order-none min-[1440px]:mx-0 min-[1440px]:h-12 min-[1440px]:w-auto min-[1440px]:min-w-0 min-[1440px]:flex-1`,
    scroller: `${scroller} min-[1440px]:px-1 min-[1440px]:pb-0`,
  },
} as const

/** Lays out the product's mark and name. */
export const brandClass = 'mr-2 flex h-12 items-center gap-2'

/** The product's name beside its mark. */
export function BrandName() {
  return <span className="font-semibold text-[15px] text-kumo-default">Gumshoe</span>
}

/** Draws the header; without pickers it has one line. */
export function HeaderFrame({
  rangeKind,
  brand,
  pickers,
  end,
}: {
  /** What the time range among the pickers looks like. */
  rangeKind: TimeRange['kind']
  brand: ReactNode
  pickers: ReactNode
  /** At the right end of the first line. */
  end: ReactNode
}) {
  const { line, pickers: frame, scroller } = lines[rangeKind]
  return (
    <header className={line}>
      {brand}
      {pickers && (
        <ScrollEdges axis="x" frame={frame} className={scroller} ground="from-kumo-base">
          {pickers}
        </ScrollEdges>
      )}
      <div className="flex h-12 min-w-0 items-center gap-1">{end}</div>
    </header>
  )
}
