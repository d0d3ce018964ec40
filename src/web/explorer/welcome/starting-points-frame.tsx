/** The layout of the starting points, shared with their skeleton. */
import type { ReactNode } from 'react'

/** The labels of the starting points. */
export const startingWords = {
  happened: 'What happened in the last 7 days',
  story: 'Follow the story',
  saved: 'Try a template',
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
      className="relative isolate flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-kumo-line border-b bg-kumo-elevated py-0.5 pr-12 pl-3"
    >
      <h2 className="font-medium text-[12px]">
        Demo data contains a real-looking incident. Investigate it:
      </h2>
      {/* On a narrow page one line has space for the first button only. */}
      <div className="flex gap-1.5 max-[699px]:[&>*:not(:first-child)]:hidden">{buttons}</div>
      {hideButton}
    </section>
  )
}
