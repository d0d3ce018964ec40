/** What the filter builder suggests: known values, product categories, and values loaded so far. */
import { useQuery } from '@tanstack/react-query'
import { productCategoriesQuery } from '../../api/list-queries.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { useStoreQuery } from '../../store/use-store-query.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import type { EditedLog } from './edited-log.ts'
import type { Suggestion, SuggestionSource, SuggestionsFor } from './suggestion.ts'

/** How many loaded values are offered for one parameter. */
const maxValues = 30

/** Suggestions for each source, and why values of loaded entries are missing among them. */
export type Suggestions = {
  suggestionsFor: SuggestionsFor
  failure: { error: unknown } | undefined
}

/**
 * Suggestions for some parameters or fields; loaded values carry their count over the entries loaded. Counting
 * reads every entry, so only the given sources are counted.
 */
export function useSuggestions(
  { dataset, scope, store, version }: EditedLog,
  sources: readonly SuggestionSource[],
): Suggestions {
  const hasCategories = dataset.parameters.some(({ widens }) => widens)
  const { data: categories = [] } = useQuery(
    productCategoriesQuery(hasCategories ? scope : undefined),
  )
  const counted = sources.flatMap(({ widens, field }) => (widens || !field ? [] : field))
  const paths = [...new Set(counted)].sort()
  const { answer: loaded, failure } = useStoreQuery(
    paths.length > 0 ? store : undefined,
    version,
    ['suggestions', ...paths],
    (asked) => countValues(asked, paths),
  )
  return {
    suggestionsFor: (source) =>
      source.widens
        ? categories.map(({ value, label, products }) => ({
            value,
            label: label ?? value,
            hint: products?.length === 1 ? '1 product' : `${products?.length ?? 0} products`,
          }))
        : mergeValues(loaded?.get(source.field ?? '') ?? [], source.values ?? []),
    failure,
  }
}

/** The most frequent values at some paths of the entries that are shown. */
async function countValues(
  store: EntryStore,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly Suggestion[]>> {
  const facets = await Promise.all(paths.map((path) => store.facet(path, maxValues)))
  // Local filters may let only a part of what is loaded through.
  const { stored, shown } = store.size()
  const word = shown < stored ? 'shown' : 'loaded'
  return new Map(
    facets.map(({ values }, index) => [
      paths[index] ?? '',
      values.map(({ value, count }) => ({ value, hint: `${toCountText(count)} ${word}` })),
    ]),
  )
}

/** Loaded values, then the others that are known. */
function mergeValues(
  loaded: readonly Suggestion[],
  known: readonly string[],
): readonly Suggestion[] {
  const others = known.filter((value) => !loaded.some((each) => each.value === value))
  return [...loaded, ...others.map((value) => ({ value }))]
}
