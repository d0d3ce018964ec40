/** Everything that changes the question: log, scope, time, direction and filters. */
import { Button } from '@cloudflare/kumo/components/button'
import { ArrowClockwiseIcon } from '@phosphor-icons/react/dist/csr/ArrowClockwise'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { accountsQuery } from '../api/list-queries.ts'
import { statusQuery, toProxyNow } from '../api/status-query.ts'
import { DirectionToggle } from '../filters/direction-toggle.tsx'
import { FilterBar } from '../filters/filter-bar.tsx'
import { TimeRangePicker } from '../filters/time-range-picker.tsx'
import { getPreferences } from '../preferences/preferences.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { AppHeader } from './app-header.tsx'
import { DatasetPicker } from './dataset-picker.tsx'
import { findFirstScope } from './first-scope.ts'
import { ProblemNotice } from './problem-notice.tsx'
import { ScopePicker } from './scope-picker.tsx'
import { ShareMenu } from './share-menu.tsx'
import { TimeZoneButton } from './time-zone-button.tsx'
import { toSwitch } from './to-switch.ts'
import type { LogQueryControl } from './use-log-query.ts'
import { useSuggestions } from './use-suggestions.ts'

/** The header, the filter bar, and what the address said that could not be used. */
export function QueryControls({
  control,
  dataset,
  store,
}: {
  control: LogQueryControl
  dataset: Dataset
  store: EntryStore | undefined
}) {
  const { query, screen, timeRange, problems, setQuery, setScreen } = control
  const [dropped, setDropped] = useState<readonly string[]>([])
  const { data: status } = useQuery(statusQuery)
  const { data: accounts } = useQuery(accountsQuery)
  const suggestionsFor = useSuggestions(query, store)
  const timeZone = screen.timeZone ?? 'UTC'

  return (
    <>
      <AppHeader
        status={status}
        tools={
          <>
            <Button
              variant="ghost"
              size="sm"
              shape="square"
              icon={<ArrowClockwiseIcon aria-hidden />}
              aria-label="Search again, up to now"
              title="Search again, up to now"
              onClick={control.refresh}
            />
            <TimeZoneButton
              timeZone={timeZone}
              onChange={(next) => setScreen({ ...screen, timeZone: next }, { replace: true })}
            />
            <ShareMenu control={control} />
          </>
        }
      >
        <DatasetPicker
          current={dataset}
          status={status}
          onChoose={(next) => {
            const scope = findFirstScope(
              next,
              query.scope,
              getPreferences().lastPath,
              accounts ?? [],
            )
            if (!scope) return
            const { query: translated, messages } = toSwitch(query, dataset, next, scope)
            setDropped(messages)
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
        <DirectionToggle
          direction={query.direction}
          onChange={(direction) => setQuery({ ...query, direction })}
        />
      </AppHeader>
      <div className="flex min-h-11 shrink-0 items-center border-kumo-line border-b bg-kumo-base px-4 py-1.5">
        <FilterBar
          dataset={dataset}
          query={query}
          suggestionsFor={suggestionsFor}
          onChange={setQuery}
        />
      </div>
      {problems.length > 0 && (
        <ProblemNotice
          title="Parts of this link could not be used"
          messages={problems.map(({ message }) => message)}
          action="Go on without them"
          onAction={() => setQuery(query)}
        />
      )}
      {dropped.length > 0 && (
        <ProblemNotice
          title={`${dataset.title} cannot filter by everything that was set`}
          messages={dropped}
          action="Understood"
          onAction={() => setDropped([])}
        />
      )}
    </>
  )
}
