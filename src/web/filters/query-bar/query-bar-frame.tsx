/** The outline of the query bar. */
import type { ReactNode } from 'react'

/** What may be typed, shown while nothing is. */
export const queryBarHint = 'type a filter, or paste a curl …'

/** Draws the outline around the field; `panel` opens below it. */
export function QueryBarFrame({ children, panel }: { children: ReactNode; panel?: ReactNode }) {
  return (
    <search className="relative min-w-0 flex-1">
      <div className="flex h-8 items-center gap-2 rounded-md bg-kumo-control px-2 ring ring-kumo-line has-[input:focus-visible]:ring-2 has-[input:focus-visible]:ring-kumo-brand">
        {children}
      </div>
      {panel}
    </search>
  )
}
