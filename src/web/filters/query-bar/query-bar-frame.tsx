/** The layout of the query bar, shared by the bar and its skeleton. */
import type { ReactNode } from 'react'

/** The placeholder of the empty field. */
export const queryBarHint = 'type a filter, or paste a curl …'

/** Draws the frame around the field; `panel` opens below it. */
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
