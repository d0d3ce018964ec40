/** The controls above the result, which come after the first row. Their place is kept until then. */
import { type ComponentProps, lazy, Suspense, useEffect, useState } from 'react'
import { useIsFirstLoadOver } from '../ui/first-load.ts'
import { useEarlyKey } from '../ui/use-early-key.ts'
import { AppHeader } from './app-header.tsx'
import type { QueryControls as Controls } from './query-controls.tsx'

const QueryControls = lazy(() =>
  import('./query-controls.tsx').then((module) => ({ default: module.QueryControls })),
)

/** Draws the controls as soon as they are loaded; a key for them that is pressed before is not lost. */
export function LaterControls(props: ComponentProps<typeof Controls>) {
  const isWanted = useIsFirstLoadOver()
  const [isThere, setThere] = useState(false)
  useEarlyKey(['/', 'f', 's'], !isThere)
  const place = <ControlsPlace title={props.dataset.title} />
  if (!isWanted) return place
  return (
    <Suspense fallback={place}>
      <QueryControls {...props} />
      {!isThere && <Mounted onMount={setThere} />}
    </Suspense>
  )
}

function Mounted({ onMount }: { onMount: (isThere: boolean) => void }) {
  useEffect(() => onMount(true), [onMount])
  return null
}

function ControlsPlace({ title }: { title: string }) {
  return (
    <>
      <AppHeader status={undefined}>
        <span className="px-2 font-medium">{title}</span>
      </AppHeader>
      <div className="flex shrink-0 flex-col gap-1.5 border-kumo-line border-b bg-kumo-base px-4 py-1.5">
        <div className="h-8 rounded-md bg-kumo-control ring ring-kumo-line" />
        <div className="h-7" />
      </div>
    </>
  )
}
