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
  /** A value that may match nothing: one that is in no list, or that looks like a pattern. */
  doubt: PillDoubt | undefined
  /** Number of API requests that the filter needs. */
  requests: number
  /** The values that the API is not asked for: they are compared with loaded entries only. */
  unsent: readonly string[]
  /** The label of the parameter that the filter widens. */
  widened: string | undefined
}

/** A doubt about a value. `unknown` is absent for a pattern. */
export type PillDoubt = {
  unknown: UnknownValue | undefined
  /** Whether it is shown whatever is loaded. One included value is known to exist when an entry has it. */
  isSettled: boolean
  isShown: boolean
}

export function getPillNotes(
  { filter, parameter, isOff }: FilterPillData,
  { dataset, loaded }: LoadedLog,
  query: LogQuery,
): PillNotes {
  const { mode } = filter
  const turnedOn = isOff ? enableFilter(query, filter.parameter, mode).filters : []
  return {
    overrun: findRequestsProblem(dataset, turnedOn),
    doubt: isOff ? undefined : findDoubt(filter, parameter, loaded),
    unsent: isOff ? [] : findUnsentValues(filter, dataset, query),
    requests: isOff ? 1 : countRequests(dataset, [filter]),
    widened: parameter?.widens && findParameter(dataset, parameter.widens)?.label,
  }
}

function findDoubt(
  { mode, values }: Filter,
  parameter: FilterPillData['parameter'],
  loaded: number,
): PillDoubt | undefined {
  const hasWildcard = findWildcard(values) !== undefined
  const unknown = !hasWildcard && parameter ? findUnknownValue(parameter, values) : undefined
  if (!hasWildcard && !unknown) return undefined
  const isSettled = mode === 'exclude' || values.length > 1
  return { unknown, isSettled, isShown: isSettled || loaded === 0 }
}

function findUnsentValues(
  { parameter, mode }: Filter,
  dataset: LoadedLog['dataset'],
  query: LogQuery,
): readonly string[] {
  const { unsent } = planFilters(dataset, query.filters)
  return unsent.find((each) => each.parameter === parameter && each.mode === mode)?.values ?? []
}
