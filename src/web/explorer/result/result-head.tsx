/** The part above the list: the toolbar with its switches and the find bar, and the histogram. */
import { ChartBarIcon } from '@phosphor-icons/react/dist/csr/ChartBar'
import { ListMagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/ListMagnifyingGlass'
import { WarningDiamondIcon } from '@phosphor-icons/react/dist/csr/WarningDiamond'
import { type ReactNode, useMemo, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { addLocalFilter } from '../../../query/local-filters.ts'
import { findLatestLimit, listRangeLimits } from '../../../query/time/range-limits.ts'
import { type FindActions, FindBar } from '../../find/find-bar.tsx'
import type { Find } from '../../find/use-find.ts'
import { countMatched } from '../../findings/list-findings.ts'
import { HistogramSkeleton } from '../../histogram/histogram-frame.tsx'
import { HistogramPanel } from '../../histogram/histogram-panel.tsx'
import { getLogSpan } from '../../histogram/zoom-out.ts'
import { setViewPreferences, useViewPreferences } from '../../preferences/view-preferences.ts'
import type { RuleState } from '../../rules/rule-state.ts'
import { countHidden, type SearchState } from '../../search/engine/search-state.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { toEntryReference } from '../../store/to-entry-reference.ts'
import { Button } from '../../ui/button.tsx'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { PairsMenu } from '../pairs/pairs-menu.tsx'
import type { PanelControl } from '../panel/use-panel.ts'
import { getGridPosition } from './grid-positions.ts'
import { ResultToolbar } from './result-toolbar.tsx'
import { useFindKeys } from './use-find-keys.ts'
import type { Selection } from './use-selection.ts'

/** Draws the toolbar and the histogram. */
export function ResultHead({
  control,
  dataset,
  result: { session, state, version },
  selection,
  find,
  panel,
  findings,
  tools,
}: {
  control: LogQueryControl
  dataset: Dataset
  /** `version` changes when the store has other entries or shows others. */
  result: { session: SearchSession | undefined; state: SearchState; version: string }
  selection: Selection
  find: Find
  /** The panel beside the entries, and what its second tab counts. */
  panel: PanelControl
  findings: RuleState
  /** Further elements of the toolbar. */
  tools: ReactNode
}) {
  const { query, screen, timeRange, setQuery } = control
  const { hasHistogram } = useViewPreferences()
  const [lineSlot, setLineSlot] = useState<HTMLElement | null>(null)
  const text = screen.find ?? ''
  const hasNoEntry = screen.entry === undefined
  useFindKeys(find, text !== '' && hasNoEntry ? () => control.setFind('') : undefined)
  const notBefore = useMemo(() => {
    if (!session || !timeRange) return undefined
    const limits = listRangeLimits(dataset, findEpochMs(timeRange.since), session.now())
    return findLatestLimit(limits)?.before
  }, [dataset, session, timeRange])
  return (
    <>
      <ResultToolbar
        dataset={dataset}
        selection={selection}
        lineSlot={setLineSlot}
        menus={
          session?.hasPairs && (
            <PairsMenu choice={control.screen.pairs} onChoose={control.setPairs} />
          )
        }
        find={
          <FindBar
            text={text}
            find={find}
            list={{
              store: session?.store,
              revision: state.revision,
              isFiltered: countHidden(state) > 0,
            }}
            actions={toFindActions(control, session)}
          />
        }
      >
        <Switch
          isOn={panel.isShown('facets')}
          onChange={(next) => panel.set('facets', next)}
          icon={<ListMagnifyingGlassIcon aria-hidden />}
        >
          Facets
        </Switch>
        <Switch
          isOn={panel.isShown('findings')}
          onChange={(next) => panel.set('findings', next)}
          icon={<WarningDiamondIcon aria-hidden />}
          hasCount
          countNote={
            state.status === 'finished' && state.verdict === 'complete'
              ? undefined
              : 'So far: not all entries are loaded'
          }
          count={findings.findings && countMatched(findings.findings)}
        >
          Findings
        </Switch>
        <Switch
          isOn={hasHistogram}
          onChange={(next) => setViewPreferences(() => ({ hasHistogram: next }))}
          icon={<ChartBarIcon aria-hidden />}
        >
          Histogram
        </Switch>
        {tools}
      </ResultToolbar>
      {hasHistogram && session && timeRange ? (
        <HistogramPanel
          subject={{
            ...{ dataset, version, timeRange, notBefore },
            store: session.store,
            coverage: state.coverage,
            pairsShown: state.pairsShown,
            timeZone: screen.timeZone ?? 'UTC',
          }}
          lineSlot={lineSlot}
          loaded={state.loaded}
          span={getLogSpan(dataset, session.now())}
          localFilters={query.localFilters}
          onNarrow={(range) => setQuery({ ...query, timeRange: { kind: 'absolute', ...range } })}
          onPickHours={(filter) =>
            setQuery({ ...query, localFilters: addLocalFilter(query.localFilters, filter) })
          }
        />
      ) : (
        hasHistogram && <HistogramSkeleton />
      )}
    </>
  )
}

/** What the find bar does with the table and the query. */
function toFindActions(control: LogQueryControl, session: SearchSession | undefined): FindActions {
  const { query, setQuery, openEntry, setFind } = control
  return {
    onFind: setFind,
    onOpen(hitIndex) {
      session?.store.rows(hitIndex, hitIndex + 1).then(
        ([entry]) => entry && openEntry(toEntryReference(entry), entry.row),
        // The list reports that its store has failed.
        () => undefined,
      )
    },
    onLeave(hitIndex) {
      const position = session && getGridPosition(session)
      if (hitIndex === undefined) position?.step?.(0)
      else position?.goTo?.(hitIndex)
    },
    onShowOnly(text) {
      const textFilter = { kind: 'text', mode: 'include', text } as const
      const localFilters = addLocalFilter(query.localFilters, textFilter)
      setQuery({ ...query, localFilters }, { keepEntry: true, dropsFind: true })
    },
  }
}

function Switch({
  isOn,
  onChange,
  icon,
  count,
  countNote,
  hasCount = false,
  children,
}: {
  isOn: boolean
  onChange: (isOn: boolean) => void
  icon: ReactNode
  /** Beside the words, in room that is there before it is known. */
  count?: number | undefined
  countNote?: string | undefined
  hasCount?: boolean
  children: ReactNode
}) {
  return (
    <Button
      variant={isOn ? 'secondary' : 'ghost'}
      size="xs"
      icon={icon}
      aria-pressed={isOn}
      title={count === undefined ? undefined : countNote}
      onClick={() => onChange(!isOn)}
    >
      <span className="max-[760px]:sr-only">{children}</span>
      {hasCount && <span className="min-w-4 text-center tabular-nums">{count}</span>}
    </Button>
  )
}
