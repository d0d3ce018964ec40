/** The outline of the starting points. */
import type { ReactNode } from 'react'

/** The words of the ways in. */
export const startingWords = {
  story: 'Follow the story',
  saved: 'Try a saved investigation',
  connect: 'Connect your account',
} as const

/** Draws it around a button for each way in, and one that hides it. */
export function StartingPointsFrame({ ways, exit }: { ways: ReactNode; exit?: ReactNode }) {
  return (
    <section
      aria-label="Starting points"
      className="relative isolate flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-kumo-line border-b bg-kumo-elevated py-2 pr-14 pl-4"
    >
      <h2 className="font-semibold">New here? These data hold an incident.</h2>
      <div className="flex flex-wrap gap-1.5">{ways}</div>
      {exit}
    </section>
  )
}
