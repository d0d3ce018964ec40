/** All controls that change the query: log, scope, time, direction and filters. */
import { ArrowClockwiseIcon } from '@phosphor-icons/react/dist/csr/ArrowClockwise'
import { useQuery } from '@tanstack/react-query'
import { Fragment, useMemo, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { listRequiredFilters } from '../../../query/required/required-filter.ts'
import { formatLogs } from '../../../query/timeline/choose-sources.ts'
import { planTimeline } from '../../../query/timeline/plan-timeline.ts'
import { toTimeline } from '../../../query/timeline/to-timeline.ts'
import { toTimelineQuery } from '../../../query/timeline/to-timeline-query.ts'
import { valuesQuery } from '../../api/list-queries.ts'
import { toProxyNow } from '../../api/proxy-clock.ts'
import { statusQuery } from '../../api/status-query.ts'
import { FilterBar } from '../../filters/bar/filter-bar.tsx'
import { DirectionToggle } from '../../filters/time/direction-toggle.tsx'
import { TimeRangePicker } from '../../filters/time/time-range-picker.tsx'
import { toRangeLabel } from '../../filters/time/time-range-words.ts'
import { TimeZonePicker } from '../../filters/time/time-zone-picker.tsx'
import { setPreferences } from '../../preferences/preferences.ts'
import type { SourceState } from '../../search/engine/search-state.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { useLearnListed } from '../../store/names/use-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useMedia } from '../../ui/use-media.ts'
import type { UndoableControl } from '../address/use-undo.ts'
import { NamedFilterNotes } from '../notices/named-filter-notes.tsx'
import { RuleNotes } from '../notices/rule-notes.tsx'
import { SwitchNotice } from '../notices/switch-notice.tsx'
import { SaveButton } from '../share/save-button.tsx'
import { SavedMenu } from '../share/saved-menu.tsx'
import { ShareMenu } from '../share/share-menu.tsx'
import { SourceChips } from '../sources/source-chips.tsx'
import { SourcePicker } from '../sources/source-picker.tsx'
import { AppHeader } from './app-header.tsx'
import { BrandMenu } from './brand-menu.tsx'
import { ControlsFrame, narrowMedia } from './controls-frame.tsx'
import { ControlsSheet, SheetField } from './controls-sheet.tsx'
import { DatasetPicker } from './dataset-picker.tsx'
import { toKindsLabel } from './scope-label.ts'
import { ScopePicker } from './scope-picker.tsx'
import { useSwitchLog } from './use-switch-log.ts'

/** Draws the header, the query bar and the filter bar. */
export function QueryControls({
  control,
  dataset,
  session,
  version,
  loaded,
  shown,
  sources,
  onLeave,
}: {
  control: UndoableControl
  dataset: Dataset
  session: SearchSession | undefined
  /** Changes when the store has other entries or shows others. */
  version: string
  /** How many entries are loaded. */
  loaded: number
  /** How many of them pass the local filters. */
  shown: number
  /** How far each log of a timeline was read. */
  sources: readonly SourceState[]
  /** Moves the focus to the entries. */
  onLeave: () => void
}) {
  const { query, screen, timeRange, setQuery, setTimeZone } = control
  const chooseLog = useSwitchLog(control, dataset)
  const { data: status } = useQuery(statusQuery)
  const [required] = listRequiredFilters(dataset)
  useLearnListed(useQuery(valuesQuery(required?.valueList, query.scope)).data)
  const log = { dataset, scope: query.scope, store: session?.store, version, loaded, shown }
  const timeZone = screen.timeZone ?? 'UTC'
  // Before the proxy's clock is known, the end of the search is the best estimate.
  const getNow = () => (status ? toProxyNow(status) : Date.parse(timeRange?.before ?? ''))
  const isNarrow = useMedia(narrowMedia)
  const [isSheetOpen, setSheetOpen] = useState(false)
  const plan = useMemo(() => query.sources && planTimeline(toTimelineQuery(query)), [query])

  // The words of the button of the picker, as a wide page has them.
  const scopeLabel = query.sources ? 'Accounts and logs' : toKindsLabel(dataset)
  const pickers = {
    Log: (
      <DatasetPicker
        current={dataset}
        words={query.sources?.length ? formatLogs(query.sources) : undefined}
        status={status}
        onChoose={chooseLog}
      />
    ),
    [scopeLabel]: query.sources ? (
      <SourcePicker
        sources={query.sources}
        onChoose={(sources) => setQuery(toTimeline(query, sources).query)}
      />
    ) : (
      <ScopePicker
        dataset={dataset}
        scope={query.scope}
        onChoose={(scope) => setQuery({ ...query, scope })}
      />
    ),
    'Time range': (
      <TimeRangePicker
        dataset={dataset}
        timeRange={query.timeRange}
        resolved={timeRange}
        timeZone={timeZone}
        nowMs={status && toProxyNow(status)}
        onChange={(next) => setQuery({ ...query, timeRange: next })}
      />
    ),
    'Time zone': (
      <TimeZonePicker
        timeZone={timeZone}
        nowMs={Date.parse(status?.now ?? timeRange?.before ?? '')}
        onChange={(next) => {
          setPreferences({ timeZone: next })
          setTimeZone(next)
        }}
      />
    ),
    Order: (
      <DirectionToggle
        direction={query.direction}
        onChange={(direction) => setQuery({ ...query, direction })}
      />
    ),
  }
  const refresh = (
    <IconButton
      size="sm"
      icon={<ArrowClockwiseIcon aria-hidden />}
      label="Refresh"
      onClick={control.refresh}
    />
  )
  const sharing = (
    <>
      <SaveButton query={query} />
      <SavedMenu scope={query.scope} timeZone={timeZone} />
      <ShareMenu control={control} session={session} />
    </>
  )
  const filterBar = (
    <FilterBar
      log={log}
      query={query}
      timeZone={timeZone}
      nowMs={getNow()}
      history={control}
      onChange={setQuery}
      onLeave={() => {
        setSheetOpen(false)
        onLeave()
      }}
    />
  )

  return (
    <>
      {isNarrow ? (
        <AppHeader status={status} brand={<BrandMenu />} tools={refresh}>
          <ControlsSheet
            isOpen={isSheetOpen}
            onOpenChange={setSheetOpen}
            filterCount={query.filters.length + query.localFilters.length}
            range={toRangeLabel(query.timeRange, timeZone)}
            shown={shown}
          >
            {Object.entries(pickers).map(([label, picker]) => (
              <SheetField key={label} label={label}>
                {picker}
              </SheetField>
            ))}
            <SheetField label="Search and filters">
              <div className="flex w-full">{filterBar}</div>
            </SheetField>
            <div className="flex items-center gap-1">{sharing}</div>
          </ControlsSheet>
        </AppHeader>
      ) : (
        <ControlsFrame
          header={
            <AppHeader
              status={status}
              brand={<BrandMenu />}
              tools={
                <>
                  {refresh}
                  {sharing}
                </>
              }
            >
              {Object.entries(pickers).map(([label, picker]) => (
                <Fragment key={label}>{picker}</Fragment>
              ))}
            </AppHeader>
          }
          queryLine={filterBar}
        />
      )}
      {plan && (
        <SourceChips
          query={query}
          plan={plan}
          states={sources}
          onQuery={setQuery}
          onRetry={(id) => session?.search.retrySource(id)}
        />
      )}
      <NamedFilterNotes query={query} onQuery={setQuery} />
      <RuleNotes query={query} />
      <SwitchNotice query={query} />
    </>
  )
}
