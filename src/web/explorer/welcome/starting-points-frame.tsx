/** The layout of the starting points, shared with their skeleton. */
import type { ReactNode } from 'react'

/** The labels of the starting points. */
export const startingWords = {
  story: 'Follow the story',
  saved: 'Try a saved investigation',
  connect: 'Connect your account',
} as const

/** Draws a section with a button for each starting point, and one that hides the section. */
export function StartingPointsFrame({
  buttons,
  hideButton,
}: {
  buttons: ReactNode
  hideButton?: ReactNode
}) {
  return (
    <section
      aria-label="Starting points"
      className="relative isolate flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-kumo-line border-b bg-kumo-elevated py-2 pr-14 pl-4"
    >
      <h2 className="font-semibold">New here? These data hold an incident.</h2>
      <div className="flex flex-wrap gap-1.5">{buttons}</div>
      {hideButton}
    </section>
  )
}
