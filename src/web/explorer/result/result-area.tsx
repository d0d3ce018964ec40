/** The part between the filters and the footer: toolbar, histogram, panel and table. */
import { type ReactNode, Suspense } from 'react'
import { formatSeal } from '../../../query/address/seal-text.ts'
import { isSealFilter } from '../../../query/local/seal-filters.ts'
import { useFind } from '../../find/use-find.ts'
import { Deferred } from '../../first-load/deferred.tsx'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { useBaseline } from '../../search/baseline/use-baseline.ts'
import { useOverview } from '../overview/use-overview.ts'
import { panelWidths } from '../panel/panel-widths.ts'
import { useFindings } from '../panel/use-findings.ts'
import { usePanel } from '../panel/use-panel.ts'
import { getGridPosition } from './grid-positions.ts'
import { ResultHeadSkeleton } from './result-head-skeleton.tsx'
import { ResultPane, type ShownSearch } from './result-pane.tsx'
import { entriesId } from './use-table-keys.ts'

const SidePanel = lazyPart(() =>
  import('../panel/side-panel.tsx').then(({ SidePanel }) => SidePanel),
)
const OverviewLayer = lazyPart(() =>
  import('../overview/overview-layer.tsx').then(({ OverviewLayer }) => OverviewLayer),
)
const ComparisonNotice = lazyPart(() =>
  import('../notices/comparison-notice.tsx').then((module) => module.ComparisonNotice),
)
const SealNotice = lazyPart(() =>
  import('../seal/seal-notice.tsx').then(({ SealNotice }) => SealNotice),
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
  const { query, screen } = control
  // Without the required filter nothing is asked.
  const isAsked = missing === undefined && unasked === undefined
  const panel = usePanel(screen.entry !== undefined, isAsked)
  const isByRule = query.localFilters.some(
    (filter) => filter.kind === 'rule' && !isSealFilter(filter),
  )
  const overview = useOverview(control, isAsked ? session : undefined)
  const findings = useFindings(session, isByRule || overview.isOpen)
  const comparison = useBaseline(session)
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
        <div className="contents" inert={overview.isOpen}>
          <Deferred commands={commands} skeleton={<ResultHeadSkeleton />}>
            <ResultHead
              control={control}
              dataset={dataset}
              result={{ session, state, version }}
              selection={selection}
              find={find}
              panel={panel}
              findings={findings}
              tools={tools}
            />
          </Deferred>
        </div>
      )}
      {session && isByRule && (
        <Suspense>
          <ComparisonNotice query={query} comparison={comparison} />
        </Suspense>
      )}
      {screen.seal && session && (
        <div className="contents" inert={overview.isOpen}>
          <Suspense fallback={<div className="h-9 shrink-0 border-kumo-line border-b" />}>
            <SealNotice
              key={`${session.key} ${formatSeal(screen.seal)}`}
              seal={screen.seal}
              control={control}
              session={session}
              state={state}
              onSelect={selection.set}
            />
          </Suspense>
        </div>
      )}
      <div className="flex min-h-0 flex-1" inert={overview.isOpen}>
        {panel.isOpen && (
          <div data-panel className={panel.isWide ? 'flex min-h-0' : 'absolute inset-0 z-20 flex'}>
            <Deferred
              skeleton={
                <div
                  className={`w-full border-kumo-line border-r bg-kumo-base min-[900px]:shrink-0 ${panelWidths[panel.tab]}`}
                />
              }
            >
              {session && (
                <SidePanel
                  search={{ control, dataset, session, state, findings, comparison, version }}
                  panel={panel}
                  onOverview={overview.open}
                />
              )}
            </Deferred>
          </div>
        )}
        <ResultPane search={search} find={find} findings={findings} />
        {children}
      </div>
      {overview.isOpen && session && (
        <Suspense>
          <OverviewLayer
            key={session.key}
            search={{ control, dataset, session, state, findings, comparison, version }}
            overview={overview}
          />
        </Suspense>
      )}
    </main>
  )
}
