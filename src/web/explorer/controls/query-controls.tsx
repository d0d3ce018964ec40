/** All controls that change the query: log, scope, time, direction and filters. */
import { ArrowClockwiseIcon } from '@phosphor-icons/react/dist/csr/ArrowClockwise'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { formatUrl } from '../../../query/address/url-codec.ts'
import { translateQuery } from '../../../query/translate-query.ts'
import { accountsQuery } from '../../api/list-queries.ts'
import { toProxyNow } from '../../api/proxy-clock.ts'
import { statusQuery } from '../../api/status-query.ts'
import { FilterBar } from '../../filters/bar/filter-bar.tsx'
import { DirectionToggle } from '../../filters/time/direction-toggle.tsx'
import { TimeRangePicker } from '../../filters/time/time-range-picker.tsx'
import { TimeZonePicker } from '../../filters/time/time-zone-picker.tsx'
import { getPreferences, setPreferences } from '../../preferences/preferences.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import type { UndoableControl } from '../address/use-undo.ts'
import { ProblemNotice } from '../notices/problem-notice.tsx'
import { SaveButton } from '../share/save-button.tsx'
import { SavedMenu } from '../share/saved-menu.tsx'
import { ShareMenu } from '../share/share-menu.tsx'
import { AppHeader } from './app-header.tsx'
import { ControlsFrame } from './controls-frame.tsx'
import { DatasetPicker } from './dataset-picker.tsx'
import { findOrListScope } from './find-or-list-scope.ts'
import { ScopePicker } from './scope-picker.tsx'

/** Draws the header and the filter bar. */
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
  const [switchNotice, setSwitchNotice] = useState<{
    address: string
    messages: readonly string[]
  }>()
  const { data: status } = useQuery(statusQuery)
  const { data: accounts } = useQuery(accountsQuery)
  const log = { dataset, scope: query.scope, store, version, loaded, shown }
  const timeZone = screen.timeZone ?? 'UTC'
  // Before the proxy's clock is known, the end of the search is the best estimate.
  const getNow = () => (status ? toProxyNow(status) : Date.parse(timeRange?.before ?? ''))
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  // The notice is about the query that lacks the filters, not about one after Back or a change.
  const messages = switchNotice?.address === formatUrl(query) ? switchNotice.messages : []

  return (
    <>
      <ControlsFrame
        header={
          <AppHeader
            status={status}
            rangeKind={query.timeRange.kind}
            tools={
              <>
                <IconButton
                  size="sm"
                  icon={<ArrowClockwiseIcon aria-hidden />}
                  label="Search again, up to now"
                  onClick={control.refresh}
                />
                <SaveButton query={query} />
                <ShareMenu control={control} />
              </>
            }
          >
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
                const { query: translated, messages } = translateQuery(query, dataset, next, scope)
                setSwitchNotice({ address: formatUrl(translated), messages })
                setQuery(translated)
              }}
            />
            <ScopePicker
              dataset={dataset}
              scope={query.scope}
              onChoose={(scope) => setQuery({ ...query, scope })}
            />
            <TimeRangePicker
              dataset={dataset}
              timeRange={query.timeRange}
              resolved={timeRange}
              timeZone={timeZone}
              nowMs={status && toProxyNow(status)}
              onChange={(next) => setQuery({ ...query, timeRange: next })}
            />
            <TimeZonePicker
              timeZone={timeZone}
              nowMs={Date.parse(status?.now ?? timeRange?.before ?? '')}
              onChange={(next) => {
                setPreferences({ timeZone: next })
                setTimeZone(next)
              }}
            />
            <DirectionToggle
              direction={query.direction}
              onChange={(direction) => setQuery({ ...query, direction })}
            />
          </AppHeader>
        }
        queryLine={
          <>
            <FilterBar
              log={log}
              query={query}
              timeZone={timeZone}
              nowMs={getNow()}
              history={control}
              onChange={setQuery}
              onLeave={onLeave}
            />
            <SavedMenu scope={query.scope} timeZone={timeZone} />
          </>
        }
      />
      {messages.length > 0 && (
        <ProblemNotice
          title={`${dataset.title} cannot filter by everything that was set`}
          messages={messages}
          action="Understood"
          onAction={() => setSwitchNotice(undefined)}
        />
      )}
    </>
  )
}
