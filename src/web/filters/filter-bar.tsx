/** The filters of a query as pills, and how to add, change and clear them. */
import { Button } from '@cloudflare/kumo/components/button'
import { useEffect, useRef } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import type { Filter, LogQuery } from '../../query/log-query.ts'
import { AddFilter } from './add-filter.tsx'
import { FilterPill } from './filter-pill.tsx'
import type { Suggestion } from './suggestion.ts'

export function FilterBar({
  dataset,
  query,
  suggestionsFor,
  onChange,
}: {
  dataset: Dataset
  query: LogQuery
  /** Values that the caller knows of: loaded ones with counts, product categories, names. */
  suggestionsFor: (parameter: Parameter) => readonly Suggestion[]
  onChange: (next: LogQuery) => void
}) {
  const bar = useRef<HTMLElement>(null)
  const focusAt = useRef<number>(undefined)
  const { filters } = query

  // A pill that goes takes the focus with it; the next one, or the button, inherits it.
  useEffect(() => {
    if (focusAt.current === undefined) return
    const at = Math.min(focusAt.current, filters.length - 1)
    focusAt.current = undefined
    const pills = bar.current?.querySelectorAll<HTMLElement>('[data-pill]')
    const heir = pills?.[at] ?? bar.current?.querySelector<HTMLElement>('[data-add-filter]')
    heir?.focus()
  }, [filters])

  function change(next: readonly Filter[], at?: number) {
    if (next.length < filters.length) focusAt.current = at ?? 0
    onChange({ ...query, filters: next })
  }

  return (
    <section ref={bar} aria-label="Filters" className="flex min-w-0 flex-wrap items-center gap-1.5">
      {filters.length > 0 && (
        <ul aria-label="Filters in use" className="contents">
          {filters.map((filter, index) => (
            <FilterPill
              key={toKey(filters, index)}
              dataset={dataset}
              filter={filter}
              filters={filters}
              suggestionsFor={suggestionsFor}
              onChange={(next) => change(next, index)}
            />
          ))}
        </ul>
      )}
      <AddFilter
        key={dataset.id}
        dataset={dataset}
        filters={filters}
        suggestionsFor={suggestionsFor}
        onChange={change}
      />
      {filters.length > 1 && (
        <Button variant="ghost" size="sm" className="h-7 text-[13px]" onClick={() => change([])}>
          Clear all
        </Button>
      )}
    </section>
  )
}

/** The same through a change of mode or values, so that a flipped pill keeps the focus. */
function toKey(filters: readonly Filter[], index: number): string {
  const parameter = filters[index]?.parameter ?? ''
  const earlier = filters.slice(0, index).filter((each) => each.parameter === parameter)
  return `${parameter}#${earlier.length}`
}
