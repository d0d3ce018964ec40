/** The filters of a query as the bar shows them. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findParameter } from '../../../catalog/index.ts'
import type { Parameter } from '../../../catalog/parameters.ts'
import { formatLocalFilter } from '../../../query/local-filter-text.ts'
import type { Filter, FilterMode, LocalFilter, LogQuery } from '../../../query/log-query.ts'
import { type FilterWords, toFilterWords, toLocalWords } from '../draft/filter-words.ts'

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

/** The filters in force, then the local ones, then those that are off. */
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

/** The name of a local filter's pill. */
export function toLocalKey(filter: LocalFilter, isOff: boolean): string {
  return `${isOff ? 'off ' : ''}local ${filter.mode} ${formatLocalFilter(filter)}`
}

/** The name of the pill of a filter of the API. */
export function toFilterKey(parameter: string, mode: FilterMode, isOff: boolean): string {
  return `${isOff ? 'off ' : ''}${mode} ${parameter}`
}
