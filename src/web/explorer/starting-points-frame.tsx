/** The starting points as they look. Before they can be used, they are looked at only. */
import type { ReactNode } from 'react'
import { ButtonPlace } from '../ui/button-place.tsx'

/** The words of the ways in. */
export const startingWords = {
  story: 'Follow the story',
  saved: 'Try a saved investigation',
  connect: 'Connect your account',
} as const

/** Without `ways` something of the same size is in their place. */
export function StartingPointsFrame({ ways, exit }: { ways?: ReactNode; exit?: ReactNode }) {
  return (
    <section
      aria-label="Starting points"
      className="relative isolate flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-kumo-line border-b bg-kumo-elevated py-2 pr-14 pl-4"
    >
      <h2 className="font-semibold">New here? These data hold an incident.</h2>
      <div className="flex flex-wrap gap-1.5">
        {ways ??
          Object.values(startingWords).map((words) => (
            <ButtonPlace key={words} variant="secondary" size="sm">
              {words}
            </ButtonPlace>
          ))}
      </div>
      {exit}
    </section>
  )
}
