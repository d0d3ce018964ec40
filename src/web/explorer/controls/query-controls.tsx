/** All controls that change the query: log, scope, time, direction and filters. */
import { ArrowClockwiseIcon } from '@phosphor-icons/react/dist/csr/ArrowClockwise'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { listRequiredFilters } from '../../../query/required/required-filter.ts'
import { translateQuery } from '../../../query/translate-query.ts'
import { accountsQuery, valuesQuery } from '../../api/list-queries.ts'
import { toProxyNow } from '../../api/proxy-clock.ts'
import { statusQuery } from '../../api/status-query.ts'
import { FilterBar } from '../../filters/bar/filter-bar.tsx'
import { DirectionToggle } from '../../filters/time/direction-toggle.tsx'
import { TimeRangePicker } from '../../filters/time/time-range-picker.tsx'
import { toRangeLabel } from '../../filters/time/time-range-words.ts'
import { TimeZonePicker } from '../../filters/time/time-zone-picker.tsx'
import { getPreferences, setPreferences } from '../../preferences/preferences.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { useLearnListed } from '../../store/names/use-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useMedia } from '../../ui/use-media.ts'
import type { UndoableControl } from '../address/use-undo.ts'
import { NamedFilterNotes } from '../notices/named-filter-notes.tsx'
import { noteSwitch } from '../notices/switch-note.ts'
import { SwitchNotice } from '../notices/switch-notice.tsx'
import { SaveButton } from '../share/save-button.tsx'
import { SavedMenu } from '../share/saved-menu.tsx'
import { ShareMenu } from '../share/share-menu.tsx'
import { AppHeader } from './app-header.tsx'
import { BrandMenu } from './brand-menu.tsx'
import { ControlsFrame, narrowMedia } from './controls-frame.tsx'
import { ControlsSheet, SheetField } from './controls-sheet.tsx'
import { DatasetPicker } from './dataset-picker.tsx'
import { findOrListScope } from './find-or-list-scope.ts'
import { ScopePicker } from './scope-picker.tsx'

/** Draws the header, the query bar and the filter bar. */
export function QueryControls({
  control,
  dataset,
  store,
  version,
  loaded,
  shown,
  onLeave,
}: {
  control: UndoableControl
  dataset: Dataset
  store: EntryStore | undefined
  /** Changes when the store has other entries or shows others. */
  version: string
  /** How many entries are loaded. */
  loaded: number
  /** How many of them pass the local filters. */
  shown: number
  /** Moves the focus to the entries. */
  onLeave: () => void
}) {
  const { query, screen, timeRange, setQuery, setTimeZone } = control
  const { data: status } = useQuery(statusQuery)
  const { data: accounts } = useQuery(accountsQuery)
  const [required] = listRequiredFilters(dataset)
  useLearnListed(useQuery(valuesQuery(required?.valueList, query.scope)).data)
  const log = { dataset, scope: query.scope, store, version, loaded, shown }
  const timeZone = screen.timeZone ?? 'UTC'
  // Before the proxy's clock is known, the end of the search is the best estimate.
  const getNow = () => (status ? toProxyNow(status) : Date.parse(timeRange?.before ?? ''))
  const navigate = useNavigate()
  const isNarrow = useMedia(narrowMedia)
  const [isSheetOpen, setSheetOpen] = useState(false)
  const queryClient = useQueryClient()

  const pickers = {
    Log: (
      <DatasetPicker
        current={dataset}
        status={status}
        onChoose={async (next) => {
          const address = window.location.href
          const scope = await findOrListScope(queryClient, next, query.scope, {
            lastIds: getPreferences().lastIds,
            accounts: accounts ?? [],
          })
          // Meanwhile the page may show another query.
          if (window.location.href !== address) return
          if (!scope) {
            navigate('/', { state: { wanted: next.id } })
            return
          }
          const translated = translateQuery(query, dataset, next, scope)
          noteSwitch(translated)
          setQuery(translated.query)
        }}
      />
    ),
    Scope: (
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
      <ShareMenu control={control} />
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
      <NamedFilterNotes query={query} onQuery={setQuery} />
      <SwitchNotice query={query} />
    </>
  )
}
