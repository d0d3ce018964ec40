/** Says what to look for while the query equals that of a starter or of a step of the story. */

import type { LogQuery } from '../../../query/log-query.ts'
import { starters } from '../../../query/starters/starters.ts'
import { storySteps } from '../../../query/starters/story-steps.ts'
import { useRunTargets } from '../../saved/use-run-targets.ts'
import { Link } from '../../ui/links/link.tsx'

/** Draws nothing for any other query. */
export function StarterNote({ query, timeZone }: { query: LogQuery; timeZone: string }) {
  const { toStarterAddress, findStarterOf, isDemo } = useRunTargets(query.scope, timeZone)
  const found = findStarterOf(query, isDemo ? [...storySteps, ...starters] : starters)
  if (!found) return null
  const step = storySteps.indexOf(found)
  const next = step === -1 ? undefined : storySteps[step + 1]
  const nextAddress = next && toStarterAddress(next)
  return (
    <section
      aria-label="What to look for"
      className="flex shrink-0 flex-wrap items-baseline gap-x-2 border-kumo-line border-b bg-kumo-elevated px-4 py-1.5"
    >
      <h2 className="font-semibold">
        {step !== -1 && `Story, ${step + 1} of ${storySteps.length}: `}
        {found.title}
      </h2>
      <p className="min-w-0 flex-1 basis-80 text-kumo-strong">{found.hint}</p>
      {nextAddress !== undefined && (
        <Link to={nextAddress} className="text-kumo-link underline">
          Next: {next?.title}
        </Link>
      )}
      {step === storySteps.length - 1 && (
        <Link to="/saved" className="text-kumo-link underline">
          The end. Try an investigation of your own
        </Link>
      )}
    </section>
  )
}
