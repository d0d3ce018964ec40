/** The layout of the controls, shared with their skeleton: header, query line and filters. */
import type { ReactNode } from 'react'

export function ControlsFrame({
  header,
  queryLine,
  filters,
}: {
  header: ReactNode
  queryLine: ReactNode
  filters: ReactNode
}) {
  return (
    <>
      {header}
      <div className="relative z-40 flex shrink-0 flex-col gap-1.5 border-kumo-line border-b bg-kumo-base px-4 py-1.5">
        <div className="flex items-center gap-2">{queryLine}</div>
        {filters}
      </div>
    </>
  )
}
