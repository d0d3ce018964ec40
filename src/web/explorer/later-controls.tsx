/** The controls above the result, which come after the first row. Their place is kept until then. */
import { useQuery } from '@tanstack/react-query'
import type { ComponentProps } from 'react'
import { statusQuery } from '../api/status-query.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { Later } from '../ui/later.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { AppHeader } from './app-header.tsx'
import type { QueryControls as Controls } from './query-controls.tsx'

type Props = ComponentProps<typeof Controls>

const QueryControls = lazyPart(() =>
  import('./query-controls.tsx').then(({ QueryControls }) => QueryControls),
)

/** Draws the controls as soon as they are loaded. */
export function LaterControls(props: Props) {
  return (
    <Later keys={['/', 'f', 's']} place={<ControlsPlace {...props} />}>
      <QueryControls {...props} />
    </Later>
  )
}

/** As high as the controls are where everything has its line. */
function ControlsPlace({ dataset, control: { query } }: Props) {
  const { data: status } = useQuery(statusQuery)
  const { isWelcomed } = usePreferences()
  const hasStartingPoints = status?.mode === 'demo' && !isWelcomed && query.filters.length === 0
  return (
    <>
      <AppHeader status={status}>
        <span className="px-2 font-medium">{dataset.title}</span>
      </AppHeader>
      <div className="flex shrink-0 flex-col gap-1.5 border-kumo-line border-b bg-kumo-base px-4 py-1.5">
        <div className="h-8 rounded-md bg-kumo-control ring ring-kumo-line" />
        <div className="h-7" />
      </div>
      {hasStartingPoints && (
        <div className="h-10.75 shrink-0 border-kumo-line border-b bg-kumo-elevated" />
      )}
    </>
  )
}
