/** The part of the page above the result. The controls are loaded after the first row; a skeleton keeps their space. */
import { type ComponentProps, useEffect } from 'react'
import { useKnownMode } from '../../api/use-mode.ts'
import { Deferred } from '../../first-load/deferred.tsx'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { setPreferences, usePreferences } from '../../preferences/preferences.ts'
import { ProblemNotice } from '../notices/problem-notice.tsx'
import { SecondQuestionNotes } from '../notices/second-question-notes.tsx'
import { StarterNote } from '../welcome/starter-note.tsx'
import { StartingPointsSkeleton } from '../welcome/starting-points-skeleton.tsx'
import { ControlsSkeleton } from './controls-skeleton.tsx'
import type { QueryControls as Controls } from './query-controls.tsx'

type Props = ComponentProps<typeof Controls>

const commands = ['focus-query-bar', 'add-filter', 'save-query', 'show-shortcuts'] as const

const QueryControls = lazyPart(() =>
  import('./query-controls.tsx').then(({ QueryControls }) => QueryControls),
)
const StartingPoints = lazyPart(() =>
  import('../welcome/starting-points.tsx').then(({ StartingPoints }) => StartingPoints),
)

/**
 * Draws the controls as soon as they are loaded, and the notices about the query at once. The screen of an empty
 * result (`isEmpty`) has the second questions itself.
 */
export function DeferredControls({ isEmpty, ...props }: Props & { isEmpty: boolean }) {
  const { query, screen, problems, setQuery } = props.control
  return (
    <>
      <Deferred commands={commands} skeleton={<ControlsSkeleton {...props} />}>
        <QueryControls {...props} />
      </Deferred>
      <StarterNote query={query} timeZone={screen.timeZone ?? 'UTC'} />
      {!isEmpty && <SecondQuestionNotes query={query} timeZone={screen.timeZone ?? 'UTC'} />}
      <DeferredStartingPoints query={query} />
      {problems.length > 0 && (
        <ProblemNotice
          title="Parts of this link are invalid"
          messages={problems.map(({ message }) => message)}
          action="Remove the invalid parts"
          onAction={() => setQuery(query)}
        />
      )}
    </>
  )
}

/** Starting points for users who are new to the demo and have set no filter. */
function DeferredStartingPoints({ query }: Pick<Props['control'], 'query'>) {
  const { isWelcomed } = usePreferences()
  const hasFilters = query.filters.length + query.localFilters.length > 0
  // A user who sets a filter no longer needs the starting points.
  useEffect(() => {
    if (hasFilters && !isWelcomed) setPreferences({ isWelcomed: true })
  }, [hasFilters, isWelcomed])
  if (useKnownMode() !== 'demo' || isWelcomed || hasFilters) return null
  return (
    <Deferred skeleton={<StartingPointsSkeleton />}>
      <StartingPoints query={query} />
    </Deferred>
  )
}
