/** Finds the required filter that a query lacks. Such a query is never sent: the page asks for a value first. */
import { readText } from '../../catalog/fields.ts'
import { getDataset } from '../../catalog/index.ts'
import type { Parameter, ValueList } from '../../catalog/parameters.ts'
import type { Filter, LogQuery } from '../log-query.ts'

/** A parameter whose filter is required, with the list of its values. */
export type RequiredFilter = Parameter & { valueList: ValueList }

/** The required filters of a dataset, in order. */
export function listRequiredFilters({
  parameters,
}: {
  parameters: readonly Parameter[]
}): readonly RequiredFilter[] {
  return parameters.filter(
    (parameter): parameter is RequiredFilter => parameter.valueList !== undefined,
  )
}

/** The first required filter that the query lacks; `undefined` when it can be sent. */
export function findMissingFilter(
  query: Pick<LogQuery, 'dataset' | 'filters'>,
): RequiredFilter | undefined {
  return listRequiredFilters(getDataset(query.dataset)).find(
    ({ wireName }) => !query.filters.some(({ parameter }) => parameter === wireName),
  )
}

/** The required ones of these filters: another query about the same log keeps them. */
export function keepRequired(
  dataset: { parameters: readonly Parameter[] },
  filters: readonly Filter[],
): readonly Filter[] {
  const required = listRequiredFilters(dataset).map(({ wireName }) => wireName)
  if (required.length === 0) return []
  return filters.filter(({ parameter }) => required.includes(parameter))
}

/** The required filters with the values of an entry, to ask for other entries of its log; those that it lacks are left out. */
export function readRequired(
  dataset: { parameters: readonly Parameter[] },
  entry: unknown,
): readonly Filter[] {
  return listRequiredFilters(dataset).flatMap(({ wireName, field }): Filter[] => {
    const value = readText(entry, field)
    return value === '' ? [] : [{ parameter: wireName, mode: 'include', values: [value] }]
  })
}

/** The query with these values of a required filter, which comes first. */
export function addRequired(
  query: LogQuery,
  { wireName }: RequiredFilter,
  values: readonly string[],
): LogQuery {
  const isOther = ({ parameter }: Filter) => parameter !== wireName
  return {
    ...query,
    filters: [{ parameter: wireName, mode: 'include', values }, ...query.filters.filter(isOther)],
    disabledFilters: query.disabledFilters.filter(isOther),
  }
}
