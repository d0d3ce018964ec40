/** The layout of the controls, shared with their skeleton: the header, and the bar that asks the question. */
import type { ReactNode } from 'react'

/** A page narrower than this has its controls in a sheet. In pixels. */
export const narrowBelow = 700

/** Matches on such a page. */
export const narrowMedia = `(max-width: ${narrowBelow - 0.02}px)`

/** Draws the header and, where there is space for it, the bar: one line unless its filters need more. */
export function ControlsFrame({ header, queryLine }: { header: ReactNode; queryLine: ReactNode }) {
  return (
    <>
      {header}
      {queryLine && (
        <div className="relative z-40 flex min-h-10 shrink-0 items-start gap-1.5 border-kumo-line border-b bg-kumo-base px-3 py-1">
          {queryLine}
        </div>
      )}
    </>
  )
}
