/**
 * Matches filters against the fields of an entry. An entry matches a filter with any of its values, and has to match
 * all filters; without the field it fails an include and passes an exclude.
 * Source: only the union with `product_category` is documented; the rest is how every client reads it.
 */
import type { Dataset } from '../catalog/define-dataset.ts'
import type { Field } from '../catalog/fields.ts'
import { findParameter } from '../catalog/index.ts'
import type { Parameter } from '../catalog/parameters.ts'
import { createNetworkMatcher } from './local/networks.ts'
import type { Filter, FilterMode } from './log-query.ts'

/** A filter, prepared to test many values of its field. */
export type FieldMatcher = {
  field: Field
  mode: FilterMode
  /** The values of the filter, as the user wrote them. */
  values: readonly string[]
  /** Whether a value of the field equals one of them, or is in one of the networks. The caller applies the mode. */
  matches: (value: unknown) => boolean
}

/** Data that matching needs from outside: the products of a category; empty for an unknown one. */
export type MatchContext = { productsOf: (category: string) => readonly string[] }

/**
 * Prepares filters for many entries. Filters of parameters without a field (`hide_user_logs`) and of unknown parameters
 * give no matcher; the caller handles or refuses them. Throws for an address or network that `validate-query` refuses.
 */
export function createFieldMatchers(
  dataset: Dataset,
  filters: readonly Filter[],
  context: MatchContext,
): readonly FieldMatcher[] {
  const matchers: FieldMatcher[] = []
  for (const { parameter: name, mode, values } of widenFilters(dataset, filters, context)) {
    const parameter = findParameter(dataset, name)
    const field = dataset.fields.find(({ path }) => path === parameter?.field)
    if (!parameter || !field) continue
    matchers.push({ field, mode, values, matches: createValueMatcher(parameter, values) })
  }
  return matchers
}

/** Merges a filter that widens another one into that other one, as more values. */
function widenFilters(
  dataset: Dataset,
  filters: readonly Filter[],
  context: MatchContext,
): readonly Filter[] {
  const widening = filters.find(({ parameter }) => findParameter(dataset, parameter)?.widens)
  if (!widening) return filters
  const target = findParameter(dataset, widening.parameter)?.widens ?? ''
  const own = filters.find(({ parameter, mode }) => parameter === target && mode === 'include')
  const values = [...(own?.values ?? []), ...widening.values.flatMap(context.productsOf)]
  return [
    ...filters.filter((each) => each !== widening && each !== own),
    { parameter: target, mode: 'include', values },
  ]
}

function createValueMatcher(
  { kind, ignoresCase }: Parameter,
  values: readonly string[],
): (value: unknown) => boolean {
  if (kind === 'ip-or-cidr') return createNetworkMatcher(values)
  const normalize = (text: string) => (ignoresCase ? text.toLowerCase() : text)
  const normalizedValues = new Set(values.map(normalize))
  return (value) =>
    (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') &&
    normalizedValues.has(normalize(String(value)))
}
