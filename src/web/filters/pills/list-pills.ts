/** Lists the pills of the filter bar for a query. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findParameter } from '../../../catalog/index.ts'
import type { Parameter } from '../../../catalog/parameters.ts'
import { formatLocalFilter, getLocalKey } from '../../../query/local-filter-text.ts'
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

/** The pill of a local filter. */
export type LocalPillData = PillBase & { kind: 'local'; filter: LocalFilter; isOff: boolean }

/** One pill of the filter bar. */
export type Pill = FilterPillData | LocalPillData

/** The pills in order: applied API filters, applied local filters, then those that are off. */
export function listPills(query: LogQuery, dataset: Dataset): readonly Pill[] {
  const toPill = (filter: Filter, isOff: boolean): Pill => {
    const parameter = findParameter(dataset, filter.parameter)
    const words = toFilterWords(filter, parameter)
    const { mode } = filter
    const key = toFilterKey(filter.parameter, mode, isOff)
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

/** The key of the pill of a local filter. */
export function toLocalKey(filter: LocalFilter, isOff: boolean): string {
  return `${isOff ? 'off ' : ''}local ${filter.mode} ${getLocalKey(filter)} ${formatLocalFilter(filter)}`
}

/** The key of the pill of an API filter. */
export function toFilterKey(parameter: string, mode: FilterMode, isOff: boolean): string {
  return `${isOff ? 'off ' : ''}${mode} ${parameter}`
}
