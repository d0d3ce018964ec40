/** The layout of the header, one line of fixed height, shared with its skeleton. */
import type { ReactNode } from 'react'
import { ScrollEdges } from '../../ui/scroll-edges.tsx'

/** Lays out the product's mark and name. */
export const brandClass = 'flex h-8 shrink-0 items-center gap-2'

/** The product's name beside its mark; a page without space for it shows the mark only. */
export function BrandName() {
  return (
    <span className="font-semibold text-[14px] text-kumo-default max-[1100px]:sr-only">
      Gumshoe
    </span>
  )
}

/** Draws the header. Pickers that do not fit are scrolled, so that nothing moves when they load. */
export function HeaderFrame({
  brand,
  pickers,
  end,
}: {
  brand: ReactNode
  pickers: ReactNode
  /** At the right end, always in view. */
  end: ReactNode
}) {
  return (
    <header className="relative flex h-10 shrink-0 items-center gap-1 border-kumo-line border-b bg-kumo-base pr-3 pl-2">
      {brand}
      <ScrollEdges
        axis="x"
        frame="h-10 min-w-0 flex-1"
        className="flex items-center gap-1.5 px-1"
        ground="from-kumo-base"
      >
        {pickers}
      </ScrollEdges>
      <div className="flex min-w-0 shrink-0 items-center gap-1">{end}</div>
    </header>
  )
}
