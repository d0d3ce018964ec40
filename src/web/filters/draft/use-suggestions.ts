/** The suggestions of the filter editors: known values, product categories, and values of loaded entries. */
import { useQuery } from '@tanstack/react-query'
import { toFieldPointer } from '../../../query/json-pointer.ts'
import { isAddressPointer } from '../../../query/local/networks.ts'
import { listRequiredFilters } from '../../../query/required/required-filter.ts'
import { productCategoriesQuery, valuesQuery } from '../../api/list-queries.ts'
import type { NamedNetwork } from '../../preferences/named-networks.ts'
import { usePreferences } from '../../preferences/preferences.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { useStoreQuery } from '../../store/use-store-query.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import type { EditedLog } from './edited-log.ts'
import type { Suggestion, SuggestionSource, SuggestionsFor } from './suggestion.ts'
import { usePausedText } from './use-paused-text.ts'

/** Maximum number of loaded values that are offered for one parameter. */
const maxValues = 30

/** Suggestions for each source; `failure` is set when the values of loaded entries could not be counted. */
export type Suggestions = {
  suggestionsFor: SuggestionsFor
  failure: { error: unknown } | undefined
}

/**
 * Suggestions for some parameters or fields; loaded values have their count as hint. Counting reads every entry, so
 * only the given sources are counted. Where there are more values than are offered, `text` finds the others.
 */
export function useSuggestions(
  { dataset, scope, store, version }: EditedLog,
  sources: readonly SuggestionSource[],
  text = '',
): Suggestions {
  const { networks = [] } = usePreferences()
  const hasCategories = dataset.parameters.some(({ widens }) => widens)
  const { data: categories = [] } = useQuery(
    productCategoriesQuery(hasCategories ? scope : undefined),
  )
  const [required] = listRequiredFilters(dataset)
  const { data: listed } = useQuery(valuesQuery(required?.valueList, scope))
  const fields = sources.flatMap(({ widens, field }) => (widens || !field ? [] : field))
  const paths = [...new Set(fields)].sort()
  const { answer: loaded, failure } = useStoreQuery(
    paths.length > 0 ? store : undefined,
    version,
    ['suggestions', ...paths],
    (entryStore) => countValues(entryStore, paths),
  )
  const contains = usePausedText(text.trim())
  const cutPaths = paths.filter((path) => loaded?.get(path)?.isCut)
  const { answer: matching } = useStoreQuery(
    contains !== '' && cutPaths.length > 0 ? store : undefined,
    version,
    ['matching suggestions', contains, ...cutPaths],
    (entryStore) => countValues(entryStore, cutPaths, contains),
  )
  const listLoaded = (path: string) => {
    const frequent = loaded?.get(path)?.values ?? []
    const others = matching?.get(path)?.values ?? []
    return [...frequent, ...others.filter((other) => !frequent.some(isSameValue(other)))]
  }
  return {
    suggestionsFor: (source) =>
      source.widens
        ? categories.map(({ value, label, products }) => ({
            value,
            label: label ?? value,
            hint: products?.length === 1 ? '1 product' : `${products?.length ?? 0} products`,
          }))
        : source.valueList && listed
          ? listed.map(({ value, name, type }) => ({ value, label: name, hint: type }))
          : [
              ...listNetworks(networks, source),
              ...mergeValues(listLoaded(source.field ?? ''), source.values ?? []),
            ],
    failure,
  }
}

/** Named networks, for fields whose values are addresses. */
function listNetworks(
  networks: readonly NamedNetwork[],
  { field }: SuggestionSource,
): readonly Suggestion[] {
  if (field === undefined || !isAddressPointer(toFieldPointer(field))) return []
  return networks.map(({ name, addresses }) => ({
    value: addresses.join(', '),
    values: addresses,
    label: name,
    hint: 'named network',
  }))
}

const isSameValue = (one: Suggestion) => (other: Suggestion) => one.value === other.value

/** The values of a path, and whether there are more. */
type CountedValues = { values: readonly Suggestion[]; isCut: boolean }

/** The most frequent values at each path that contain the text, among the shown entries. */
async function countValues(
  store: EntryStore,
  paths: readonly string[],
  contains?: string,
): Promise<ReadonlyMap<string, CountedValues>> {
  const facets = await Promise.all(
    paths.map((path) => store.facet({ path, limit: maxValues, contains })),
  )
  // Local filters may hide some of the loaded entries.
  const { stored, shown } = store.size()
  const word = shown < stored ? 'shown' : 'loaded'
  return new Map(
    facets.map(({ values, distinct }, index) => [
      paths[index] ?? '',
      {
        values: values.map(({ value, count }) => ({
          value,
          hint: `${toCountText(count)} ${word}`,
        })),
        isCut: distinct > values.length,
      },
    ]),
  )
}

/** Loaded values, then the other known values. */
function mergeValues(
  loaded: readonly Suggestion[],
  known: readonly string[],
): readonly Suggestion[] {
  const others = known.filter((value) => !loaded.some((suggestion) => suggestion.value === value))
  return [...loaded, ...others.map((value) => ({ value }))]
}
