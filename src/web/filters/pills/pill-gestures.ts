/** What can be done with a pill of the bar. Each gesture is the query that it leads to, and where the focus goes. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { disableFilter, enableFilter, flipMode, removeFilter } from '../../../query/filters.ts'
import { addLocalFilter, flipLocalFilter, removeLocalFilter } from '../../../query/local-filters.ts'
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

/** A changed query, and the key of the pill that takes the focus. */
export type PillGesture = { next: LogQuery; focus: string }

/** Include instead of exclude, or the other way round; local where the API cannot exclude. */
export function flipPill(query: LogQuery, pill: Pill): PillGesture | undefined {
  const other = toOtherMode(pill.mode)
  if (pill.kind === 'local') {
    return {
      next: withLocalList(query, pill, (filters) => flipLocalFilter(filters, pill.filter)),
      focus: toLocalKey({ ...pill.filter, mode: other }, pill.isOff),
    }
  }
  if (!pill.parameter?.exclude) return flipToLocal(query, pill)
  const { parameter, mode } = pill.filter
  return {
    next: withList(query, pill, (filters) => flipMode(filters, parameter, mode)),
    focus: toFilterKey(parameter, other, pill.isOff),
  }
}

/** The excludes over loaded entries that stand for one that the API does not have. */
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
  const next = withLocalList(withoutPill(query, pill), pill, (standing) =>
    localFilters.reduce(addLocalFilter, standing),
  )
  const [first] = localFilters
  return first && { next, focus: toLocalKey(first, isOff) }
}

/** Off when it is on, on when it is off. */
export function switchPill(query: LogQuery, pill: Pill): PillGesture {
  const { isOff } = pill
  if (pill.kind === 'local') return switchLocalPill(query, pill)
  const { parameter, mode } = pill.filter
  const change = isOff ? enableFilter : disableFilter
  return { next: change(query, parameter, mode), focus: toFilterKey(parameter, mode, !isOff) }
}

function switchLocalPill(query: LogQuery, pill: LocalPillData): PillGesture {
  const { filter, isOff } = pill
  const removed = withLocalList(query, pill, (filters) => removeLocalFilter(filters, filter))
  const next = withLocalList(removed, { isOff: !isOff }, (filters) =>
    addLocalFilter(filters, filter),
  )
  return { next, focus: toLocalKey(filter, !isOff) }
}

/** Gone; the pill after it, or else the one before it, takes the focus. */
export function removePill(query: LogQuery, dataset: Dataset, pill: Pill): PillGesture {
  const next = withoutPill(query, pill)
  const at = listPills(query, dataset).findIndex(({ key }) => key === pill.key)
  const rest = listPills(next, dataset)
  return { next, focus: rest[Math.min(at, rest.length - 1)]?.key ?? '' }
}

function withoutPill(query: LogQuery, pill: Pill): LogQuery {
  if (pill.kind === 'local') {
    return withLocalList(query, pill, (filters) => removeLocalFilter(filters, pill.filter))
  }
  const { parameter, mode } = pill.filter
  return withList(query, pill, (filters) => removeFilter(filters, parameter, mode))
}

/** The pill that an edited one has become: itself, the same filter in the other mode, or the newest. */
export function findNextFocus(next: LogQuery, dataset: Dataset, pill: FilterPillData): string {
  const keys = listPills(next, dataset).map(({ key }) => key)
  if (keys.includes(pill.key)) return pill.key
  const { parameter } = pill.filter
  const flipped = (['include', 'exclude'] as const).map((mode) =>
    toFilterKey(parameter, mode, pill.isOff),
  )
  return flipped.find((key) => keys.includes(key)) ?? keys.at(-1) ?? ''
}

/** The pill that was added, or that took up what was added. */
export function findAdded(before: LogQuery, next: LogQuery, dataset: Dataset): string {
  const toText = ({ key, words }: Pill) => `${key} ${words.sentence}`
  const known = new Set(listPills(before, dataset).map(toText))
  const pills = listPills(next, dataset)
  return (pills.find((pill) => !known.has(toText(pill))) ?? pills.at(-1))?.key ?? ''
}

/** The list that the pill stands in, which editing changes. */
export function getList(query: LogQuery, { isOff }: FilterPillData): readonly Filter[] {
  return isOff ? query.disabledFilters : query.filters
}

/** The query with another list in the place of the one that the pill stands in. */
export function withList(
  query: LogQuery,
  pill: FilterPillData,
  change: (filters: readonly Filter[]) => readonly Filter[],
): LogQuery {
  const changed = change(getList(query, pill))
  return pill.isOff ? { ...query, disabledFilters: changed } : { ...query, filters: changed }
}

/** The query with another list of local filters: of those in force, or of those that are off. */
export function withLocalList(
  query: LogQuery,
  { isOff }: { isOff: boolean },
  change: (filters: readonly LocalFilter[]) => readonly LocalFilter[],
): LogQuery {
  const list = isOff ? 'disabledLocalFilters' : 'localFilters'
  return { ...query, [list]: change(query[list]) }
}
