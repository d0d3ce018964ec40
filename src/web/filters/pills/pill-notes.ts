/** What is to be known of a filter in the bar beside its sentence. */
import { findParameter } from '../../../catalog/index.ts'
import { enableFilter } from '../../../query/filters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { countRequests, findRequestsProblem } from '../../../query/split-query.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import { findUnknownValue, type UnknownValue } from '../draft/find-unknown-value.ts'
import { findWildcard } from '../draft/find-wildcard.ts'
import type { FilterPillData } from './list-pills.ts'

/** How much of the log is loaded. */
export type LoadedLog = Pick<EditedLog, 'dataset' | 'loaded' | 'shown'>

/** What is to be known of a filter of the API. */
export type PillNotes = {
  /** Why it cannot be turned on. */
  overrun: string | undefined
  unknown: UnknownValue | undefined
  /** Whether it has a value that looks like a pattern, and found nothing by it. */
  hasWildcard: boolean
  /** How many requests it takes. */
  requests: number
  /** The label of the parameter that it widens. */
  widened: string | undefined
}

export function findPillNotes(
  { filter, parameter, isOff }: FilterPillData,
  { dataset, loaded }: LoadedLog,
  query: LogQuery,
): PillNotes {
  const { values, mode } = filter
  // An entry that was found says that its value exists.
  const isFound = mode === 'include' && values.length === 1 && loaded > 0
  const turnedOn = isOff ? enableFilter(query, filter.parameter, mode).filters : []
  return {
    overrun: findRequestsProblem(dataset, turnedOn),
    unknown: parameter && !isOff && !isFound ? findUnknownValue(parameter, values) : undefined,
    hasWildcard: !isOff && !isFound && findWildcard(values) !== undefined,
    requests: isOff ? 1 : countRequests(dataset, [filter]),
    widened: parameter?.widens && findParameter(dataset, parameter.widens)?.label,
  }
}
