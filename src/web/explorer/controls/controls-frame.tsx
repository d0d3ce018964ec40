/** The lines of the controls: header, query bar, filters. */
import type { ReactNode } from 'react'

/** Draws them below each other. */
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
