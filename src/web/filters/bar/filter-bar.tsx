/** The filter bar: the query bar with the filters as pills, and buttons to add, clear and undo. */
import { XCircleIcon } from '@phosphor-icons/react/dist/csr/XCircle'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { clearFilters } from '../../../query/filters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { listRequiredFilters } from '../../../query/required/required-filter.ts'
import { valuesQuery } from '../../api/list-queries.ts'
import { usePreferences } from '../../preferences/preferences.ts'
import { useRules } from '../../rules/rule-library.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import type { EditedLog } from '../draft/edited-log.ts'
import { FilterPill } from '../pills/filter-pill.tsx'
import { listPills } from '../pills/list-pills.ts'
import { LocalPill } from '../pills/local-pill.tsx'
import type { PillGesture } from '../pills/pill-gestures.ts'
import { withNetworkName } from '../pills/with-network-name.ts'
import { withRuleNames } from '../pills/with-rule-names.ts'
import { QueryBar } from '../query-bar/query-bar.tsx'
import { AddFilter } from './add-filter.tsx'
import { barClass } from './filter-bar-skeleton.tsx'
import { type QueryHistory, UndoButtons } from './undo-buttons.tsx'

export function FilterBar({
  log,
  query,
  timeZone,
  nowMs,
  history,
  onChange,
  onLeave,
}: {
  log: EditedLog
  query: LogQuery
  timeZone: string
  /** The present by the proxy's clock, for typed times such as `3 days ago`. */
  nowMs: number
  history: QueryHistory
  onChange: (next: LogQuery) => void
  /** Moves the focus to the entries. */
  onLeave: () => void
}) {
  const bar = useRef<HTMLDivElement>(null)
  const focusKey = useRef<string>(undefined)
  /** Whether the last key on a pill was Backspace. */
  const isErasing = useRef(false)
  const { dataset } = log
  const { networks = [] } = usePreferences()
  const rules = useRules()
  const [required] = listRequiredFilters(dataset)
  const { data: listed } = useQuery(valuesQuery(required?.valueList, log.scope))
  const pills = listPills(query, dataset, (parameter, value) =>
    parameter?.valueList ? (listed?.find((each) => each.value === value)?.name ?? value) : value,
  ).map((pill) => withRuleNames(withNetworkName(pill, networks), rules))

  // Removing or changing a pill unmounts the focused element, so the focus moves to the next pill or to the button.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new query moves the focus.
  useEffect(() => {
    const key = focusKey.current
    if (key === undefined) return
    focusKey.current = undefined
    const nextFocus =
      key === fieldKey
        ? findField(bar.current)
        : (bar.current?.querySelector<HTMLElement>(`[data-pill="${CSS.escape(key)}"]`) ??
          bar.current?.querySelector<HTMLElement>('[data-add-filter]'))
    nextFocus?.focus()
  }, [query])

  function applyGesture({ next, focus }: PillGesture) {
    // Backspace came from the field, where the user goes on typing.
    focusKey.current = isErasing.current ? fieldKey : focus
    isErasing.current = false
    onChange(next)
  }

  function pressKey(event: KeyboardEvent<HTMLElement>) {
    isErasing.current = event.key === 'Backspace' && isPill(event.target)
    if (event.key === 'Escape' && isPill(event.target)) {
      event.preventDefault()
      onLeave()
    } else stepFocus(event, bar.current)
  }

  const editing = { log, query, onGesture: applyGesture }
  return (
    <div ref={bar} className={barClass}>
      <QueryBar
        log={log}
        query={query}
        context={{ timeZone, nowMs }}
        pills={pills.map((pill) =>
          pill.kind === 'local' ? (
            <LocalPill key={pill.key} pill={pill} {...editing} />
          ) : (
            <FilterPill key={pill.key} pill={pill} {...editing} />
          ),
        )}
        end={
          pills.length > 1 && (
            <IconButton
              size="sm"
              label="Clear all"
              title="Remove all filters"
              icon={<XCircleIcon size={14} aria-hidden />}
              className="h-6 w-6"
              onClick={() => {
                focusKey.current = ''
                onChange(clearFilters(query))
              }}
            />
          )
        }
        onRun={onChange}
        onLeave={onLeave}
        onPillKeyDown={pressKey}
        onLastPill={() => [...listPillElements(bar.current)].at(-1)?.focus()}
      />
      <AddFilter key={dataset.id} {...editing} />
      <UndoButtons history={history} />
    </div>
  )
}

/** The focus key of the field; pills have other keys. */
const fieldKey = 'field'

function findField(bar: HTMLElement | null) {
  return bar?.querySelector<HTMLElement>('[data-query-bar]')
}

function listPillElements(bar: HTMLElement | null) {
  return bar?.querySelectorAll<HTMLElement>('[data-pill]') ?? []
}

function isPill(target: EventTarget): target is HTMLElement {
  return target instanceof HTMLElement && target.matches('[data-pill]')
}

/** The left and right arrow keys move the focus between the pills, and on into the field. */
function stepFocus(event: KeyboardEvent<HTMLElement>, bar: HTMLElement | null) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  if (step === undefined || !isPill(event.target)) return
  const pills = [...listPillElements(bar)]
  const at = pills.indexOf(event.target) + step
  const next = at === pills.length ? findField(bar) : pills[at]
  if (!next) return
  event.preventDefault()
  next.focus()
}
