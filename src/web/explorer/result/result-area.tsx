/** The part between the filters and the footer: toolbar, histogram, facets and table. */
import { type ReactNode, useState } from 'react'
import { useFind } from '../../find/use-find.ts'
import { Deferred } from '../../first-load/deferred.tsx'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { setViewPreferences, useViewPreferences } from '../../preferences/view-preferences.ts'
import { useMedia } from '../../ui/use-media.ts'
import { getGridPosition } from './grid-positions.ts'
import { ResultHeadSkeleton } from './result-head-skeleton.tsx'
import { ResultPane, type ShownSearch } from './result-pane.tsx'
import { entriesId } from './use-table-keys.ts'

const FacetsPanel = lazyPart(() =>
  import('../../facets/facets-panel.tsx').then(({ FacetsPanel }) => FacetsPanel),
)
const commands = ['find'] as const

const ResultHead = lazyPart(() => import('./result-head.tsx').then(({ ResultHead }) => ResultHead))

/** Draws the area, with `children` beside the table. */
export function ResultArea({
  search,
  tools,
  children,
}: {
  search: ShownSearch
  /** Further elements of the toolbar. */
  tools: ReactNode
  children: ReactNode
}) {
  const { control, dataset, session, state, selection, missing, unasked } = search
  const { screen } = control
  const { hasFacets } = useViewPreferences()
  const isPageWide = useMedia('(min-width: 900px)')
  const hasRoomForThree = useMedia('(min-width: 1200px)')
  // Beside facets and an open entry, a page of 900 pixels has no room left for sentences.
  const isWide = isPageWide && (screen.entry === undefined || hasRoomForThree)
  // Where there is no room beside the table, facets cover it, so they are shown only on request.
  const [isOverlayOpen, setOverlayOpen] = useState(false)
  // Without the required filter nothing is asked, so there is nothing to count.
  const isAsked = missing === undefined && unasked === undefined
  const showsFacets = isAsked && (isWide ? hasFacets : isOverlayOpen)
  const setFacets = (next: boolean) =>
    isWide ? setViewPreferences(() => ({ hasFacets: next })) : setOverlayOpen(next)
  const version = `${session?.key} ${state.loaded} ${state.shown} ${state.revision}`
  const find = useFind(
    session?.store,
    screen.find ?? '',
    { revision: state.revision, size: state.shown },
    {
      hasOpenEntry: screen.entry !== undefined,
      getRow() {
        const position = session && getGridPosition(session)
        return position?.isVisited ? position.current : undefined
      },
    },
  )
  return (
    <main id={entriesId} className="relative flex min-h-0 flex-1 flex-col">
      <h1 className="sr-only">{dataset.title}</h1>
      {isAsked && (
        <Deferred commands={commands} skeleton={<ResultHeadSkeleton />}>
          <ResultHead
            control={control}
            dataset={dataset}
            result={{ session, state, version }}
            selection={selection}
            find={find}
            facets={{ isOn: showsFacets, set: setFacets }}
            tools={tools}
          />
        </Deferred>
      )}
      <div className="flex min-h-0 flex-1">
        {showsFacets && (
          <div className={isWide ? 'flex min-h-0' : 'absolute inset-0 z-20 flex'}>
            <Deferred
              skeleton={
                <div className="w-full border-kumo-line border-r bg-kumo-base min-[900px]:w-60 min-[900px]:shrink-0" />
              }
            >
              {session && (
                <FacetsPanel
                  dataset={dataset}
                  store={session.store}
                  version={version}
                  shown={state.shown}
                  pairsShown={state.pairsShown}
                  loaded={state.loaded}
                  onClose={() => setFacets(false)}
                />
              )}
            </Deferred>
          </div>
        )}
        <ResultPane search={search} find={find} />
        {children}
      </div>
    </main>
  )
}
