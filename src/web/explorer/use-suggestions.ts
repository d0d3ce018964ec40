/** What the filter builder suggests: known values, product categories, and values loaded so far. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { getDataset } from '../../catalog/index.ts'
import type { LogQuery } from '../../query/log-query.ts'
import { productCategoriesQuery } from '../api/list-queries.ts'
import type { Suggestion, SuggestionsFor } from '../filters/suggestion.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { toCountText } from '../ui/count-text.ts'

/** How many loaded values are offered for one parameter. */
const mostValues = 30

/** Suggestions by the path of their field, and the store whose entries were counted. */
type Counts = {
  store: EntryStore | undefined
  byPath: ReadonlyMap<string, readonly Suggestion[]>
}

/** Suggestions for a parameter or a field; loaded values carry their count over the entries loaded. */
export function useSuggestions(query: LogQuery, store: EntryStore | undefined): SuggestionsFor {
  const hasCategories = getDataset(query.dataset).parameters.some(({ widens }) => widens)
  const { data: categories } = useQuery(
    productCategoriesQuery(hasCategories ? query.scope : undefined),
  )
  const [counts, setCounts] = useState<Counts>({ store: undefined, byPath: new Map() })
  const asked = useRef<{ store: EntryStore | undefined; sizes: Map<string, number> }>({
    store: undefined,
    sizes: new Map(),
  })

  // Counting reads every entry, so only the field of an open editor is counted.
  const count = useCallback(
    (path: string) => {
      if (!store) return
      if (asked.current.store !== store) asked.current = { store, sizes: new Map() }
      const size = store.size().shown
      if (asked.current.sizes.get(path) === size) return
      asked.current.sizes.set(path, size)
      store.facet(path, mostValues).then(({ values }) => {
        // Local filters may let only a part of what is loaded through.
        const { stored, shown } = store.size()
        const word = shown < stored ? 'shown' : 'loaded'
        const suggestions = values.map(({ value, count }) => ({
          value,
          hint: `${toCountText(count)} ${word}`,
        }))
        setCounts((before) => ({
          store,
          byPath: new Map(before.store === store ? before.byPath : []).set(path, suggestions),
        }))
      })
    },
    [store],
  )

  return useCallback(
    (source) => {
      if (source.widens) {
        return (categories ?? []).map(({ value, label, products }) => ({
          value,
          label: label ?? value,
          hint: products?.length === 1 ? '1 product' : `${products?.length ?? 0} products`,
        }))
      }
      const { field = '' } = source
      if (field) count(field)
      // Counts of another search would be wrong here.
      const loaded = (counts.store === store && counts.byPath.get(field)) || []
      const rest = (source.values ?? []).filter(
        (value) => !loaded.some((each) => each.value === value),
      )
      return [...loaded, ...rest.map((value) => ({ value }))]
    },
    [categories, counts, count, store],
  )
}
