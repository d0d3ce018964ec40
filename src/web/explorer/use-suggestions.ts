/** What the filter builder suggests: known values, product categories, and values loaded so far. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { getDataset } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import type { LogQuery } from '../../query/log-query.ts'
import { productCategoriesQuery } from '../api/list-queries.ts'
import type { Suggestion } from '../filters/suggestion.ts'
import type { EntryStore } from '../store/entry-store.ts'

/** How many loaded values are offered for one parameter. */
const mostValues = 30

/** Suggestions for a parameter; loaded values carry their count over the entries loaded. */
export function useSuggestions(
  query: LogQuery,
  store: EntryStore | undefined,
): (parameter: Parameter) => readonly Suggestion[] {
  const hasCategories = getDataset(query.dataset).parameters.some(({ widens }) => widens)
  const accountId = hasCategories && query.scope.kind === 'account' ? query.scope.id : undefined
  const { data: categories } = useQuery(productCategoriesQuery(accountId))
  const [counted, setCounted] = useState<ReadonlyMap<string, readonly Suggestion[]>>(new Map())
  const size = store?.size() ?? 0

  useEffect(() => {
    if (!store || size === 0) return
    let isCurrent = true
    const paths = getDataset(query.dataset).parameters.flatMap(({ field }) => field ?? [])
    Promise.all(
      [...new Set(paths)].map(async (path): Promise<[string, Suggestion[]]> => {
        const values = await store.countValues(path, mostValues)
        return [path, values.map(({ value, count }) => ({ value, hint: `${count} loaded` }))]
      }),
    ).then((entries) => {
      if (isCurrent) setCounted(new Map(entries))
    })
    return () => {
      isCurrent = false
    }
  }, [store, size, query.dataset])

  return useCallback(
    (parameter) => {
      if (parameter.widens) {
        return (categories ?? []).map(({ value, label, products }) => ({
          value,
          label: label ?? value,
          hint: `${products?.length ?? 0} products`,
        }))
      }
      const loaded = counted.get(parameter.field ?? '') ?? []
      const rest = (parameter.values ?? []).filter(
        (value) => !loaded.some((each) => each.value === value),
      )
      return [...loaded, ...rest.map((value) => ({ value }))]
    },
    [categories, counted],
  )
}
