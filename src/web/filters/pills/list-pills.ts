/** Lists the pills of the filter bar for a query. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findParameter } from '../../../catalog/index.ts'
import type { Parameter } from '../../../catalog/parameters.ts'
import { formatLocalFilter, getLocalKey } from '../../../query/local-filter-text.ts'
import { groupLocalFilters } from '../../../query/local-filters.ts'
import type { Filter, FilterMode, LocalFilter, LogQuery } from '../../../query/log-query.ts'
import { type FilterWords, toFilterWords, toLocalWords } from '../draft/filter-words.ts'

type PillBase = {
  /** Identifies the pill as long as it is the same filter in the same mode. */
  key: string
  mode: FilterMode
  words: FilterWords
}

/** The pill of an API filter. */
export type FilterPillData = PillBase & {
  kind: 'filter'
  filter: Filter
  /** Absent when the dataset does not know the parameter. */
  parameter: Parameter | undefined
  /** Whether the filter is turned off: it is shown, but not applied. */
  isOff: boolean
}

/** Local filters that are evaluated together: alternatives at one pointer, or one filter. */
export type LocalGroup = readonly [LocalFilter, ...LocalFilter[]]

/** The pill of a group of local filters. */
export type LocalPillData = PillBase & {
  kind: 'local'
  group: LocalGroup
  isOff: boolean
  /** Why the filter cannot match as it is meant. */
  problem?: string
}

/** One pill of the filter bar. */
export type Pill = FilterPillData | LocalPillData

/**
 * The pills in order: applied API filters, applied local filters, then those that are off. `toName` names a value that
 * is an id.
 */
export function listPills(
  query: LogQuery,
  dataset: Dataset,
  toName: (parameter: Parameter | undefined, value: string) => string = (_, value) => value,
): readonly Pill[] {
  const toPill = (filter: Filter, isOff: boolean): Pill => {
    const parameter = findParameter(dataset, filter.parameter)
    const values = filter.values.map((value) => toName(parameter, value))
    const words = toFilterWords({ ...filter, values }, parameter)
    const { mode } = filter
    const key = toFilterKey(filter.parameter, mode, isOff)
    return { kind: 'filter', key, mode, words, filter, parameter, isOff }
  }
  const toLocalPill = (group: LocalGroup, isOff: boolean, isAlternative: boolean): Pill => {
    const [{ mode }] = group
    const words = toLocalWords(group, dataset)
    const shown = isAlternative
      ? { ...words, subject: `or ${words.subject}`, sentence: `or ${words.sentence}` }
      : words
    return { kind: 'local', key: toLocalKey(group, isOff), mode, words: shown, group, isOff }
  }
  const toLocalPills = (filters: readonly LocalFilter[], isOff: boolean) =>
    groupLocalFilters(filters).map((group, at, groups) =>
      toLocalPill(
        group,
        isOff,
        isIncludedHours(group) && groups.slice(0, at).some(isIncludedHours),
      ),
    )
  return [
    ...query.filters.map((filter) => toPill(filter, false)),
    ...toLocalPills(query.localFilters, false),
    ...query.disabledFilters.map((filter) => toPill(filter, true)),
    ...toLocalPills(query.disabledLocalFilters, true),
  ]
}

/** Several hours to include are alternatives, each with a pill of its own. */
function isIncludedHours([{ kind, mode }]: LocalGroup): boolean {
  return kind === 'hours' && mode === 'include'
}

/** The key of the pill of a group of local filters. Another value at the same pointer does not change it. */
export function toLocalKey([filter]: LocalGroup, isOff: boolean): string {
  const subject = filter.kind === 'field' ? filter.pointer : formatLocalFilter(filter)
  return `${isOff ? 'off ' : ''}local ${filter.mode} ${getLocalKey(filter)} ${subject}`
}

/** The key of the pill of an API filter. */
export function toFilterKey(parameter: string, mode: FilterMode, isOff: boolean): string {
  return `${isOff ? 'off ' : ''}${mode} ${parameter}`
}
