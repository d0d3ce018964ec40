/** The notes of a pill beside its sentence. */
import { findParameter } from '../../../catalog/index.ts'
import { enableFilter } from '../../../query/filters.ts'
import type { Filter, LogQuery } from '../../../query/log-query.ts'
import { planFilters } from '../../../query/plan-filters.ts'
import { countRequests, findRequestsProblem } from '../../../query/split-query.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import { findUnknownValue, type UnknownValue } from '../draft/find-unknown-value.ts'
import { findWildcard } from '../draft/find-wildcard.ts'
import type { FilterPillData } from './list-pills.ts'

/** The dataset, and how many of its entries are loaded and shown. */
export type LoadedLog = Pick<EditedLog, 'dataset' | 'loaded' | 'shown'>

/** The notes on an API filter. */
export type PillNotes = {
  /** The reason why it cannot be turned on. */
  overrun: string | undefined
  unknown: UnknownValue | undefined
  /** Whether a value looks like a pattern and no entry matched it. */
  hasWildcard: boolean
  /** Number of API requests that the filter needs. */
  requests: number
  /** The values that the API is not asked for: they are compared with loaded entries only. */
  unsent: readonly string[]
  /** The label of the parameter that the filter widens. */
  widened: string | undefined
}

export function getPillNotes(
  { filter, parameter, isOff }: FilterPillData,
  { dataset, loaded }: LoadedLog,
  query: LogQuery,
): PillNotes {
  const { values, mode } = filter
  // A loaded entry with the value proves that the value exists.
  const isFound = mode === 'include' && values.length === 1 && loaded > 0
  const turnedOn = isOff ? enableFilter(query, filter.parameter, mode).filters : []
  return {
    overrun: findRequestsProblem(dataset, turnedOn),
    unknown: parameter && !isOff && !isFound ? findUnknownValue(parameter, values) : undefined,
    hasWildcard: !isOff && !isFound && findWildcard(values) !== undefined,
    unsent: isOff ? [] : findUnsentValues(filter, dataset, query),
    requests: isOff ? 1 : countRequests(dataset, [filter]),
    widened: parameter?.widens && findParameter(dataset, parameter.widens)?.label,
  }
}

function findUnsentValues(
  { parameter, mode }: Filter,
  dataset: LoadedLog['dataset'],
  query: LogQuery,
): readonly string[] {
  const { unsent } = planFilters(dataset, query.filters)
  return unsent.find((each) => each.parameter === parameter && each.mode === mode)?.values ?? []
}
