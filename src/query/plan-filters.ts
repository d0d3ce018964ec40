/**
 * Decides which filters of a query the API applies. Some logs accept one value of a parameter that they either include
 * or exclude by: then an include is sent and an exclude beside it, or a second excluded value, is applied to loaded
 * entries.
 */
import { findParameter, getDataset } from '../catalog/index.ts'
import type { Parameter } from '../catalog/parameters.ts'
import { toFieldPointer } from './json-pointer.ts'
import type { Filter, LocalFilter, LogQuery } from './log-query.ts'

/** The filters by who applies them. A filter with several values can be in both lists, each with a part of them. */
export type FilterPlan = {
  sent: readonly Filter[]
  /** Applied to loaded entries only. */
  unsent: readonly Filter[]
  /** A filter that neither the API nor Gumshoe can apply, because no field has its values. */
  refused: Filter | undefined
}

/** Plans the filters of a dataset. `sent` is the given list itself when the API applies all of them. */
export function planFilters(
  dataset: { parameters: readonly Parameter[] },
  filters: readonly Filter[],
): FilterPlan {
  const parts = filters.map((filter) => ({
    filter,
    sent: listSentValues(dataset, filter, filters),
  }))
  const cut = parts.filter(({ filter, sent }) => sent.length < filter.values.length)
  if (cut.length === 0) return { sent: filters, unsent: [], refused: undefined }
  return {
    sent: parts.flatMap(({ filter, sent }) =>
      sent.length === 0 ? [] : [{ ...filter, values: sent }],
    ),
    unsent: cut.map(({ filter, sent }) => ({
      ...filter,
      values: filter.values.filter((value) => !sent.includes(value)),
    })),
    refused: cut
      .map(({ filter }) => filter)
      .find(({ parameter }) => findParameter(dataset, parameter)?.field === undefined),
  }
}

/** All local filters of a query: its own, and those for filters that are not sent. */
export function listLocalFilters(query: LogQuery): readonly LocalFilter[] {
  const dataset = getDataset(query.dataset)
  const { unsent } = planFilters(dataset, query.filters)
  if (unsent.length === 0) return query.localFilters
  const planned = unsent.flatMap(({ parameter, mode, values }) => {
    const field = findParameter(dataset, parameter)?.field
    if (field === undefined) return []
    const pointer = toFieldPointer(field)
    return values.map((text) => ({ kind: 'field' as const, pointer, mode, text, isExact: true }))
  })
  return [...query.localFilters, ...planned]
}

/** The values that one request can carry. Only excludes are cut: includes of several values become several requests. */
function listSentValues(
  dataset: { parameters: readonly Parameter[] },
  { parameter, mode, values }: Filter,
  filters: readonly Filter[],
): readonly string[] {
  const { repeats = true, operator } = findParameter(dataset, parameter) ?? {}
  if (mode === 'include') return values
  const hasInclude = filters.some((each) => each.parameter === parameter && each.mode === 'include')
  if (operator && hasInclude) return []
  return repeats ? values : values.slice(0, 1)
}
