/** The layout of the controls, shared with their skeleton: header and query line. */
import type { ReactNode } from 'react'

export function ControlsFrame({ header, queryLine }: { header: ReactNode; queryLine: ReactNode }) {
  return (
    <>
      {header}
      <div className="relative z-40 flex shrink-0 flex-col gap-1.5 border-kumo-line border-b bg-kumo-base px-4 py-1.5">
        <div className="flex items-start gap-1.5">{queryLine}</div>
      </div>
    </>
  )
}
