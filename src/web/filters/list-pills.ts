/**
 * What stands in the filter bar, and the gestures on it. Each gesture is the query that it leads to,
 * and the pill that has the focus then.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { disableFilter, enableFilter, flipMode, removeFilter } from '../../query/filters.ts'
import { formatLocalFilter } from '../../query/local-filter-text.ts'
import { addLocalFilter, flipLocalFilter, removeLocalFilter } from '../../query/local-filters.ts'
import {
  type Filter,
  type FilterMode,
  type LocalFilter,
  type LogQuery,
  toOtherMode,
} from '../../query/log-query.ts'
import { findRequestsProblem } from '../../query/split-query.ts'
import { findDraftProblem, isLocalDraft, toDraftChange, toEdited } from './filter-draft.ts'
import { type FilterWords, toFilterWords, toLocalWords } from './filter-words.ts'

type PillLook = {
  /** Names the pill as long as it is the same filter in the same mode. */
  key: string
  mode: FilterMode
  words: FilterWords
}

/** A filter of the API as the bar shows it. */
export type FilterPillData = PillLook & {
  kind: 'filter'
  filter: Filter
  /** Absent for a filter that the log does not know. */
  parameter: Parameter | undefined
  /** Whether it waits without deciding anything. */
  isOff: boolean
}

/** A local filter as the bar shows it. */
export type LocalPillData = PillLook & { kind: 'local'; filter: LocalFilter; isOff: boolean }

/** One filter of the bar. */
export type Pill = FilterPillData | LocalPillData

/** A changed query, and the key of the pill that takes the focus. */
export type PillGesture = { next: LogQuery; focus: string }

/** The filters in force, then the local ones, then those that are off. */
export function listPills(query: LogQuery, dataset: Dataset): readonly Pill[] {
  const toPill = (filter: Filter, isOff: boolean): Pill => {
    const parameter = findParameter(dataset, filter.parameter)
    const words = toFilterWords(filter, parameter)
    const { mode } = filter
    const key = toKey(filter.parameter, mode, isOff)
    return { kind: 'filter', key, mode, words, filter, parameter, isOff }
  }
  const toLocalPill = (filter: LocalFilter, isOff: boolean): Pill => {
    const words = toLocalWords(filter, dataset)
    return {
      kind: 'local',
      key: toLocalKey(filter, isOff),
      mode: filter.mode,
      words,
      filter,
      isOff,
    }
  }
  return [
    ...query.filters.map((filter) => toPill(filter, false)),
    ...query.localFilters.map((filter) => toLocalPill(filter, false)),
    ...query.disabledFilters.map((filter) => toPill(filter, true)),
    ...query.disabledLocalFilters.map((filter) => toLocalPill(filter, true)),
  ]
}

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
    focus: toKey(parameter, other, pill.isOff),
  }
}

/** The excludes over loaded entries that stand for one that the API does not have. */
function flipToLocal(query: LogQuery, pill: FilterPillData): PillGesture | undefined {
  const { parameter, filter, isOff } = pill
  const draft = { mode: 'exclude', values: filter.values, text: '' } as const
  if (
    !parameter ||
    !isLocalDraft(parameter, draft) ||
    findDraftProblem(toEdited(parameter), draft)
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
  return { next: change(query, parameter, mode), focus: toKey(parameter, mode, !isOff) }
}

function switchLocalPill(query: LogQuery, pill: LocalPillData): PillGesture {
  const { filter, isOff } = pill
  const removed = withLocalList(query, pill, (filters) => removeLocalFilter(filters, filter))
  const next = withLocalList(removed, { isOff: !isOff }, (filters) =>
    addLocalFilter(filters, filter),
  )
  return { next, focus: toLocalKey(filter, !isOff) }
}

/** Why the API could not be asked with the pill on, because of the number of requests. */
export function findSwitchProblem(
  query: LogQuery,
  dataset: Dataset,
  pill: FilterPillData,
): string | undefined {
  return pill.isOff ? findRequestsProblem(dataset, switchPill(query, pill).next.filters) : undefined
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
export function findHeir(next: LogQuery, dataset: Dataset, pill: FilterPillData): string {
  const keys = listPills(next, dataset).map(({ key }) => key)
  if (keys.includes(pill.key)) return pill.key
  const { parameter } = pill.filter
  const flipped = (['include', 'exclude'] as const).map((mode) =>
    toKey(parameter, mode, pill.isOff),
  )
  return flipped.find((key) => keys.includes(key)) ?? keys.at(-1) ?? ''
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

/** The name of a local filter's pill. */
export function toLocalKey(filter: LocalFilter, isOff: boolean): string {
  return `${isOff ? 'off ' : ''}local ${filter.mode} ${formatLocalFilter(filter)}`
}

function toKey(parameter: string, mode: FilterMode, isOff: boolean): string {
  return `${isOff ? 'off ' : ''}${mode} ${parameter}`
}
