/** The filter bar: the filters of a query as pills, with buttons to add, invert, clear and undo. */
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import { listRequiredFilters } from '../../../query/required/required-filter.ts'
import { valuesQuery } from '../../api/list-queries.ts'
import { usePreferences } from '../../preferences/preferences.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import { FilterPill } from '../pills/filter-pill.tsx'
import { listPills } from '../pills/list-pills.ts'
import { LocalPill } from '../pills/local-pill.tsx'
import type { PillGesture } from '../pills/pill-gestures.ts'
import { withNetworkName } from '../pills/with-network-name.ts'
import { AddFilter } from './add-filter.tsx'
import { BarActions, type QueryHistory } from './bar-actions.tsx'
import { FilterBarFrame } from './filter-bar-frame.tsx'

export function FilterBar({
  log,
  query,
  history,
  onChange,
}: {
  log: EditedLog
  query: LogQuery
  history: QueryHistory
  onChange: (next: LogQuery) => void
}) {
  const bar = useRef<HTMLElement>(null)
  const focusKey = useRef<string>(undefined)
  const { dataset } = log
  const { networks = [] } = usePreferences()
  const [required] = listRequiredFilters(dataset)
  const { data: listed } = useQuery(valuesQuery(required?.valueList, log.scope))
  const pills = listPills(query, dataset, (parameter, value) =>
    parameter?.valueList ? (listed?.find((each) => each.value === value)?.name ?? value) : value,
  ).map((pill) => withNetworkName(pill, networks))

  // Removing or changing a pill unmounts the focused element, so the focus moves to the next pill or to the button.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new query moves the focus.
  useEffect(() => {
    const key = focusKey.current
    if (key === undefined) return
    focusKey.current = undefined
    const nextFocus =
      bar.current?.querySelector<HTMLElement>(`[data-pill="${CSS.escape(key)}"]`) ??
      bar.current?.querySelector<HTMLElement>('[data-add-filter]')
    nextFocus?.focus()
  }, [query])

  function applyGesture({ next, focus }: PillGesture) {
    focusKey.current = focus
    onChange(next)
  }

  const editing = { log, query, onGesture: applyGesture }
  return (
    <FilterBarFrame
      bar={bar}
      pills={pills.map((pill) =>
        pill.kind === 'local' ? (
          <LocalPill key={pill.key} pill={pill} {...editing} />
        ) : (
          <FilterPill key={pill.key} pill={pill} {...editing} />
        ),
      )}
      onPillKeyDown={stepFocus}
    >
      <AddFilter key={dataset.id} {...editing} />
      <BarActions
        dataset={dataset}
        query={query}
        history={history}
        onChange={(next) => {
          if (listPills(next, dataset).length === 0) focusKey.current = ''
          onChange(next)
        }}
      />
    </FilterBarFrame>
  )
}

/** The left and right arrow keys move the focus between the pills. */
function stepFocus(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  if (step === undefined || !(event.target as Element).matches('[data-pill]')) return
  const pills = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-pill]')]
  const nextPill = pills[pills.indexOf(event.target as HTMLElement) + step]
  if (!nextPill) return
  event.preventDefault()
  nextPill.focus()
}
