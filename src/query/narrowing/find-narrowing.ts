/**
 * Proves that a question asks for a part of what another question has read completely, so that no request is needed.
 * The proof is about what the API is asked: local and disabled filters do not matter.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter, getDataset } from '../../catalog/index.ts'
import { findEpochMs, findUtcInstant } from '../../cloudflare/instant.ts'
import type { Filter, LogQuery } from '../log-query.ts'
import { planFilters } from '../plan-filters.ts'
import type { ResolvedTimeRange } from '../time/time-range.ts'

/** A query with its fixed time range. */
export type AskedQuestion = { query: LogQuery; timeRange: ResolvedTimeRange }

/** The bounds that differ, as RFC 3339 instants in whole milliseconds; `since` is inclusive, `before` exclusive. */
export type NarrowedBounds = { since: string | undefined; before: string | undefined }

/** What an entry of the wider answer has to match to be in the narrower one. */
export type Narrowing = NarrowedBounds & {
  /** Filters that the wider question did not send, with the values that are still to be tested. */
  filters: readonly Filter[]
}

/** A part that only the API can select, and why; a full sentence. */
export type NarrowingRefusal = { asksBecause: string }

/**
 * How to select the answer to `to` from the complete answer to `from`. A refusal when it is a part of it that cannot be
 * selected with certainty; `undefined` when it is no part of it, or has another order.
 */
export function findNarrowing(
  from: AskedQuestion,
  to: AskedQuestion,
): Narrowing | NarrowingRefusal | undefined {
  if (!isSameLog(from.query, to.query)) return undefined
  const bounds = findBounds(from.timeRange, to.timeRange)
  if (!bounds) return undefined
  const added = findFiltersToTest(from.query, to.query)
  if (!added || 'asksBecause' in added) return added
  return { ...bounds, ...added }
}

/** The filters that the entries of one query of a log still have to pass to be those of another one, whatever their time. */
export function findFiltersToTest(
  from: LogQuery,
  to: LogQuery,
): Pick<Narrowing, 'filters'> | NarrowingRefusal | undefined {
  const dataset = getDataset(from.dataset)
  const sentBefore = planFilters(dataset, from.filters).sent
  const sent = planFilters(dataset, to.filters).sent
  const filters = findAddedFilters(sentBefore, sent)
  if (!filters) return undefined
  const asksBecause = findReasonToAsk(dataset, [...sentBefore, ...sent], filters)
  return asksBecause === undefined ? { filters } : { asksBecause }
}

function isSameLog(one: LogQuery, other: LogQuery): boolean {
  // For timelines, see `findTimelineNarrowing`.
  if (one.sources || other.sources) return false
  const idOf = ({ scope }: LogQuery) => ('id' in scope ? scope.id : '')
  return (
    one.dataset === other.dataset &&
    one.scope.kind === other.scope.kind &&
    idOf(one) === idOf(other) &&
    one.direction === other.direction
  )
}

/** The bounds to test; `undefined` when the range is not inside of the other, or finer than times are compared. */
export function findBounds(
  from: ResolvedTimeRange,
  to: ResolvedTimeRange,
): NarrowedBounds | undefined {
  const since = toBound(from.since, to.since)
  const before = toBound(from.before, to.before)
  if (!since || !before || since.toMs >= before.toMs) return undefined
  // Of two bounds in the same millisecond, the wider question has the finer one.
  if (since.isChanged && since.toMs <= since.fromMs) return undefined
  if (before.isChanged && before.toMs > before.fromMs) return undefined
  return {
    since: since.isChanged ? to.since : undefined,
    before: before.isChanged ? to.before : undefined,
  }
}

function toBound(from: string, to: string) {
  const [fromMs, toMs] = [findEpochMs(from), findEpochMs(to)]
  if (fromMs === undefined || toMs === undefined) return undefined
  const isChanged = findUtcInstant(from) !== findUtcInstant(to)
  const isFiner = /\.\d{3}\d*[1-9]/.test(to)
  return isChanged && isFiner ? undefined : { fromMs, toMs, isChanged }
}

/** The filters to test; `undefined` when a filter of the wider question excludes more, or is missing. */
function findAddedFilters(
  before: readonly Filter[],
  after: readonly Filter[],
): readonly Filter[] | undefined {
  const findSame = (filters: readonly Filter[], { parameter, mode }: Filter) =>
    filters.find((each) => each.parameter === parameter && each.mode === mode)
  for (const filter of before) {
    const next = findSame(after, filter)
    if (!next) return undefined
    const [less, more] = filter.mode === 'include' ? [next, filter] : [filter, next]
    if (!less.values.every((value) => more.values.includes(value))) return undefined
  }
  return after.flatMap((filter) => {
    const previous = findSame(before, filter)?.values ?? []
    if (filter.mode === 'include') return filter.values.length === previous.length ? [] : [filter]
    const values = filter.values.filter((value) => !previous.includes(value))
    return values.length === 0 ? [] : [{ ...filter, values }]
  })
}

/** Why the entries do not decide these filters; `undefined` when they do, as far as the declaration says. */
function findReasonToAsk(
  dataset: Dataset,
  used: readonly Filter[],
  filters: readonly Filter[],
): string | undefined {
  const widening = used
    .map(({ parameter }) => findParameter(dataset, parameter))
    .find((p) => p?.widens)
  for (const { parameter: name } of filters) {
    const parameter = findParameter(dataset, name)
    if (widening && [widening.wireName, widening.widens].includes(name)) {
      return `Only the API knows which entries “${widening.wireName}” adds.`
    }
    if (parameter?.field === undefined) {
      return `No field of an entry has the values of “${name}”.`
    }
  }
  return undefined
}
