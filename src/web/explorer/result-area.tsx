/** Everything between the filters and the status line: view switches, histogram, facets, table. */
import { ChartBarIcon } from '@phosphor-icons/react/dist/csr/ChartBar'
import { ListMagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/ListMagnifyingGlass'
import { type ReactNode, useState } from 'react'
import { FindBar } from '../find/find-bar.tsx'
import { useFind } from '../find/use-find.ts'
import { HistogramPanel } from '../histogram/histogram-panel.tsx'
import { setViewPreferences, useViewPreferences } from '../preferences/view-preferences.ts'
import { Button } from '../ui/button.tsx'
import { Later } from '../ui/later.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { useMedia } from '../ui/use-media.ts'
import { ResultPane, type ShownSearch } from './result-pane.tsx'
import { ResultToolbar } from './result-toolbar.tsx'
import { useFindKeys } from './use-find-keys.ts'

const FacetsPanel = lazyPart(() =>
  import('../facets/facets-panel.tsx').then(({ FacetsPanel }) => FacetsPanel),
)

/** Draws the area; `children` stand beside the table. */
export function ResultArea({
  search,
  tools,
  children,
}: {
  search: ShownSearch
  /** What else stands in the line above the result. */
  tools: ReactNode
  children: ReactNode
}) {
  const { control, dataset, session, state, selection } = search
  const { query, screen, timeRange, setQuery } = control
  const { hasHistogram, hasFacets } = useViewPreferences()
  const isWide = useMedia('(min-width: 900px)')
  // Where there is no room beside the table, facets lie over it and only when they are asked for.
  const [isOver, setOver] = useState(false)
  const showsFacets = isWide ? hasFacets : isOver
  const setFacets = (next: boolean) =>
    isWide ? setViewPreferences(() => ({ hasFacets: next })) : setOver(next)
  const { find: sought = '' } = screen
  const version = `${session?.key} ${state.loaded} ${state.shown} ${state.revision}`
  const find = useFind(session?.store, sought, version)
  useFindKeys(find)
  return (
    <main className="relative flex min-h-0 flex-1 flex-col">
      <h1 className="sr-only">{dataset.title}</h1>
      <ResultToolbar dataset={dataset} selection={selection}>
        <Switch
          isOn={showsFacets}
          onChange={setFacets}
          icon={<ListMagnifyingGlassIcon aria-hidden />}
        >
          Facets
        </Switch>
        <Switch
          isOn={hasHistogram}
          onChange={(next) => setViewPreferences(() => ({ hasHistogram: next }))}
          icon={<ChartBarIcon aria-hidden />}
        >
          Histogram
        </Switch>
        {tools}
        <FindBar text={sought} find={find} onFind={control.setFind} />
      </ResultToolbar>
      {hasHistogram && session && timeRange && (
        <HistogramPanel
          dataset={dataset}
          store={session.store}
          version={version}
          timeRange={timeRange}
          coverage={state.coverage}
          timeZone={screen.timeZone ?? 'UTC'}
          onNarrow={(range) => setQuery({ ...query, timeRange: { kind: 'absolute', ...range } })}
        />
      )}
      <div className="flex min-h-0 flex-1">
        {showsFacets && session && (
          <div className={isWide ? 'flex min-h-0' : 'absolute inset-0 z-20 flex'}>
            <Later
              place={
                <div className="w-full border-kumo-line border-r bg-kumo-base min-[900px]:w-60 min-[900px]:shrink-0" />
              }
            >
              <FacetsPanel
                dataset={dataset}
                store={session.store}
                version={version}
                shown={state.shown}
                loaded={state.loaded}
                onClose={() => setFacets(false)}
              />
            </Later>
          </div>
        )}
        <ResultPane search={search} find={find} />
        {children}
      </div>
    </main>
  )
}

function Switch({
  isOn,
  onChange,
  icon,
  children,
}: {
  isOn: boolean
  onChange: (isOn: boolean) => void
  icon: ReactNode
  children: ReactNode
}) {
  return (
    <Button
      variant={isOn ? 'secondary' : 'ghost'}
      size="xs"
      icon={icon}
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
    >
      {children}
    </Button>
  )
}
