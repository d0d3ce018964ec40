/** One facet: the values of a field with their counts; they can be filtered, included and excluded. */
import { cn } from '@cloudflare/kumo/utils'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { useEffect, useRef, useState } from 'react'
import type { Field } from '../../catalog/fields.ts'
import { toNotCountedWords } from '../api/api-failure.ts'
import { useViewPreferences } from '../preferences/view-preferences.ts'
import type { EntryStore } from '../store/entry-store.ts'
import type { Facet } from '../store/facet-counts.ts'
import { useIsLate, useStoreQuery } from '../store/use-store-query.ts'
import { toCountText } from '../ui/text/count-text.ts'
import { effectField } from './facet-fields.ts'
import { FacetFilter } from './facet-filter.tsx'
import { FacetList } from './facet-list.tsx'
import { findNextStep, minFiltered, minListed, toEndWords, toRest } from './facet-steps.ts'

/** Draws one facet. */
export function FacetBlock({
  field,
  store,
  version,
  isAdded,
  isSearched,
  searchProblem,
  isEmpty,
  note,
  onRemove,
}: {
  field: Field
  store: EntryStore
  version: string
  /** Whether the field was just added; then the block scrolls into view. */
  isAdded: boolean
  /** Whether the entries were searched by rules, which the effects need. */
  isSearched: boolean
  /** Why they cannot be searched by rules. */
  searchProblem: string | undefined
  /** Whether there is nothing to count, and will be nothing. */
  isEmpty: boolean
  /** How the values were counted; empty where that needs no words. */
  note: string
  onRemove: () => void
}) {
  const block = useRef<HTMLElement>(null)
  const box = useRef<HTMLInputElement>(null)
  const [limit, setLimit] = useState<number>(minListed)
  const [filter, setFilter] = useState('')
  const { facetOrder: order } = useViewPreferences()
  const isEffect = field === effectField
  const problem = isEffect && !isSearched ? searchProblem : undefined
  const isSearchAwaited = isEffect && !isEmpty && !isSearched && problem === undefined
  const {
    answer: facet,
    isLate,
    failure,
    retry,
  } = useStoreQuery(
    // Before the search by rules, every entry would count as one without an effect.
    isSearchAwaited ? undefined : store,
    version,
    ['facet', field.path, limit, filter, order],
    (entryStore) => entryStore.facet({ path: field.path, limit, contains: filter, order }),
  )
  useEffect(() => {
    if (isAdded) block.current?.scrollIntoView({ block: 'nearest' })
  }, [isAdded])
  const isSearchLate = useIsLate(isSearchAwaited)
  const isAwaited = isSearchAwaited || (!facet && !failure)
  const isSaid = isLate || isSearchLate || problem !== undefined
  return (
    <section
      ref={block}
      aria-label={field.label}
      // While it is counted, it has the height of a typical facet, so that the blocks below move little. It is invisible
      // until there is something to say: its counts, why they are missing, or that counting takes long.
      className={cn(
        'border-kumo-hairline border-b py-2',
        !facet && !failure && !isEffect && 'min-h-46',
        // The rules may find both effects.
        isEffect && !isEmpty && 'min-h-28',
        isAwaited && !isSaid && 'invisible',
      )}
    >
      <div className="group/facet flex items-center justify-between px-3">
        <h3 className="truncate font-medium text-[12px]" title={field.description}>
          {field.label}
        </h3>
        <button
          type="button"
          aria-label={`Remove facet ${field.label}`}
          title="Remove this facet"
          className="flex size-5 cursor-pointer items-center justify-center rounded opacity-0 hover:bg-kumo-tint focus-visible:opacity-100 group-hover/facet:opacity-100 pointer-coarse:opacity-100"
          onClick={onRemove}
        >
          <XIcon aria-hidden size={11} />
        </button>
      </div>
      {facet && (facet.distinct >= minFiltered || filter !== '') && (
        <FacetFilter
          label={field.label}
          distinct={facet.distinct}
          box={box}
          onFilter={setFilter}
          onLeaveDown={() =>
            block.current?.querySelector<HTMLElement>('[data-facet-value]')?.focus()
          }
        />
      )}
      {/* The first count of a field reads every entry, which can take long. */}
      <p role="status" className="px-3 text-[12px] text-kumo-subtle empty:hidden">
        {isLate && 'Counting all entries…'}
        {isSearchLate && !isLate && 'Searching all entries by rules…'}
        {failure && !isLate && toNotCountedWords(failure.error)}
        {problem}
      </p>
      {failure && !isLate && (
        <button
          type="button"
          aria-label={`Count ${field.label} again`}
          className={`mx-3 text-[12px] ${linkClass}`}
          onClick={retry}
        >
          Count again
        </button>
      )}
      {facet && problem === undefined && (
        <>
          <p className="px-3 pb-0.5 text-[11px] text-kumo-strong leading-4 tabular-nums empty:hidden">
            {note}
          </p>
          <FacetList facet={facet} field={field} onLeaveUp={() => box.current?.focus()} />
          <MoreValues
            facet={facet}
            label={field.label}
            filter={filter}
            limit={limit}
            onLimit={setLimit}
          />
        </>
      )}
    </section>
  )
}

const linkClass = 'cursor-pointer py-0.5 text-kumo-link hover:underline'

/** The buttons that list more values, or only the first ones again; and what is not listed. */
function MoreValues({
  facet,
  label,
  filter,
  limit,
  onLimit,
}: {
  facet: Facet
  label: string
  filter: string
  limit: number
  onLimit: (limit: number) => void
}) {
  const { hidden } = toRest(facet)
  const nextLimit = findNextStep(limit)
  const canList = hidden > 0 && nextLimit !== undefined
  return (
    <div className="flex flex-wrap gap-x-3 px-3 text-[12px] empty:hidden">
      {canList && (
        <button
          type="button"
          className={linkClass}
          aria-label={`and ${toCountText(hidden)} more of ${label}`}
          onClick={() => onLimit(nextLimit)}
        >
          {`and ${toCountText(hidden)} more`}
        </button>
      )}
      {limit > minListed && facet.values.length > minListed && (
        <button
          type="button"
          className={linkClass}
          aria-label={`Show fewer of ${label}`}
          onClick={() => onLimit(minListed)}
        >
          Show fewer
        </button>
      )}
      {!canList && <p className="text-kumo-subtle empty:hidden">{toEndWords(facet, filter)}</p>}
    </div>
  )
}
