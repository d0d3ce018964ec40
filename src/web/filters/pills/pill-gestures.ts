/** The gestures on pills of the filter bar: each returns the changed query and the pill to focus. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { disableFilter, enableFilter, flipMode, removeFilter } from '../../../query/filters.ts'
import {
  addLocalFilter,
  flipLocalFilters,
  removeLocalFilter,
} from '../../../query/local-filters.ts'
import {
  type Filter,
  type LocalFilter,
  type LogQuery,
  toOtherMode,
} from '../../../query/log-query.ts'
import {
  findDraftProblem,
  isLocalDraft,
  toDraftChange,
  toEditableParameter,
} from '../draft/filter-draft.ts'
import {
  type FilterPillData,
  type LocalPillData,
  listPills,
  type Pill,
  toFilterKey,
  toLocalKey,
} from './list-pills.ts'

/** A changed query, and the key of the pill to focus. */
export type PillGesture = { next: LogQuery; focus: string }

/** Flips include and exclude. Where the API cannot exclude, the pill becomes local filters. */
export function flipPill(query: LogQuery, pill: Pill): PillGesture | undefined {
  const other = toOtherMode(pill.mode)
  if (pill.kind === 'local') {
    return {
      next: withLocalFilters(query, pill, (filters) => flipLocalFilters(filters, pill.group)),
      focus: toLocalKey([{ ...pill.group[0], mode: other }], pill.isOff),
    }
  }
  if (!pill.parameter?.exclude) return flipToLocal(query, pill)
  const { parameter, mode } = pill.filter
  return {
    next: withFilters(query, pill, (filters) => flipMode(filters, parameter, mode)),
    focus: toFilterKey(parameter, other, pill.isOff),
  }
}

/** Replaces an include by local excludes, because the API cannot exclude by the parameter. */
function flipToLocal(query: LogQuery, pill: FilterPillData): PillGesture | undefined {
  const { parameter, filter, isOff } = pill
  const draft = { mode: 'exclude', values: filter.values, text: '' } as const
  if (
    !parameter ||
    !isLocalDraft(parameter, draft) ||
    findDraftProblem(toEditableParameter(parameter), draft)
  ) {
    return undefined
  }
  const { localFilters } = toDraftChange([], parameter, draft)
  const next = withLocalFilters(withoutPill(query, pill), pill, (existing) =>
    localFilters.reduce(addLocalFilter, existing),
  )
  const [first] = localFilters
  return first && { next, focus: toLocalKey([first], isOff) }
}

/** Turns the filter off if it is on, and on if it is off. */
export function switchPill(query: LogQuery, pill: Pill): PillGesture {
  const { isOff } = pill
  if (pill.kind === 'local') return switchLocalPill(query, pill)
  const { parameter, mode } = pill.filter
  const apply = isOff ? enableFilter : disableFilter
  return { next: apply(query, parameter, mode), focus: toFilterKey(parameter, mode, !isOff) }
}

function switchLocalPill(query: LogQuery, pill: LocalPillData): PillGesture {
  const { group, isOff } = pill
  const next = withLocalFilters(withoutPill(query, pill), { isOff: !isOff }, (filters) =>
    group.reduce<readonly LocalFilter[]>(addLocalFilter, filters),
  )
  return { next, focus: toLocalKey(group, !isOff) }
}

/** Removes the filter; the next pill, or else the previous one, gets the focus. */
export function removePill(query: LogQuery, dataset: Dataset, pill: Pill): PillGesture {
  const next = withoutPill(query, pill)
  const index = listPills(query, dataset).findIndex(({ key }) => key === pill.key)
  const others = listPills(next, dataset)
  return { next, focus: others[Math.min(index, others.length - 1)]?.key ?? '' }
}

function withoutPill(query: LogQuery, pill: Pill): LogQuery {
  if (pill.kind === 'local') {
    return withLocalFilters(query, pill, (filters) =>
      pill.group.reduce<readonly LocalFilter[]>(removeLocalFilter, filters),
    )
  }
  const { parameter, mode } = pill.filter
  return withFilters(query, pill, (filters) => removeFilter(filters, parameter, mode))
}

/** The key of an edited pill after the edit: the same, the same parameter in the other mode, or the last pill. */
export function getNextFocus(next: LogQuery, dataset: Dataset, pill: FilterPillData): string {
  const keys = listPills(next, dataset).map(({ key }) => key)
  if (keys.includes(pill.key)) return pill.key
  const { parameter } = pill.filter
  const flipped = (['include', 'exclude'] as const).map((mode) =>
    toFilterKey(parameter, mode, pill.isOff),
  )
  return flipped.find((key) => keys.includes(key)) ?? keys.at(-1) ?? ''
}

/** The key of the pill that was added, or whose values were added to. */
export function getAddedPillKey(before: LogQuery, next: LogQuery, dataset: Dataset): string {
  const toText = ({ key, words }: Pill) => `${key} ${words.sentence}`
  const previousTexts = new Set(listPills(before, dataset).map(toText))
  const pills = listPills(next, dataset)
  return (pills.find((pill) => !previousTexts.has(toText(pill))) ?? pills.at(-1))?.key ?? ''
}

/** The API filters that contain the pill's filter: those in use, or those that are off. */
export function getFiltersOf(query: LogQuery, { isOff }: FilterPillData): readonly Filter[] {
  return isOff ? query.disabledFilters : query.filters
}

/** The query with `change` applied to the filters that contain the pill's filter. */
export function withFilters(
  query: LogQuery,
  pill: FilterPillData,
  change: (filters: readonly Filter[]) => readonly Filter[],
): LogQuery {
  const changed = change(getFiltersOf(query, pill))
  return pill.isOff ? { ...query, disabledFilters: changed } : { ...query, filters: changed }
}

/** The query with `change` applied to its local filters: those in use, or those that are off. */
export function withLocalFilters(
  query: LogQuery,
  { isOff }: { isOff: boolean },
  change: (filters: readonly LocalFilter[]) => readonly LocalFilter[],
): LogQuery {
  const key = isOff ? 'disabledLocalFilters' : 'localFilters'
  return { ...query, [key]: change(query[key]) }
}
