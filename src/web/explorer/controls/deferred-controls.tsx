/** What stands above the result. The controls come after the first row; their place is kept until then. */
import { type ComponentProps, useEffect } from 'react'
import { useKnownMode } from '../../api/use-mode.ts'
import { Deferred } from '../../first-load/deferred.tsx'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { setPreferences, usePreferences } from '../../preferences/preferences.ts'
import { ProblemNotice } from '../notices/problem-notice.tsx'
import { StarterNote } from '../welcome/starter-note.tsx'
import { StartingPointsSkeleton } from '../welcome/starting-points-skeleton.tsx'
import { ControlsSkeleton } from './controls-skeleton.tsx'
import type { QueryControls as Controls } from './query-controls.tsx'

type Props = ComponentProps<typeof Controls>

const commands = ['focus-query-bar', 'add-filter', 'save-query'] as const

const QueryControls = lazyPart(() =>
  import('./query-controls.tsx').then(({ QueryControls }) => QueryControls),
)
const StartingPoints = lazyPart(() =>
  import('../welcome/starting-points.tsx').then(({ StartingPoints }) => StartingPoints),
)

/** Draws the controls as soon as they are loaded, and what is to be said of the question at once. */
export function DeferredControls(props: Props) {
  const { query, screen, problems, setQuery } = props.control
  return (
    <>
      <Deferred commands={commands} skeleton={<ControlsSkeleton {...props} />}>
        <QueryControls {...props} />
      </Deferred>
      <StarterNote query={query} timeZone={screen.timeZone ?? 'UTC'} />
      <LaterStartingPoints query={query} />
      {problems.length > 0 && (
        <ProblemNotice
          title="Parts of this link could not be used"
          messages={problems.map(({ message }) => message)}
          action="Go on without them"
          onAction={() => setQuery(query)}
        />
      )}
    </>
  )
}

/** Ways in, for whoever sees the demo for the first time and has not asked anything yet. */
function LaterStartingPoints({ query }: Pick<Props['control'], 'query'>) {
  const { isWelcomed } = usePreferences()
  const asksSomething = query.filters.length > 0
  // Who asks something of their own has found the way.
  useEffect(() => {
    if (asksSomething && !isWelcomed) setPreferences({ isWelcomed: true })
  }, [asksSomething, isWelcomed])
  if (useKnownMode() !== 'demo' || isWelcomed || asksSomething) return null
  return (
    <Deferred skeleton={<StartingPointsSkeleton />}>
      <StartingPoints query={query} />
    </Deferred>
  )
}
