/** One facet: the values of a field with their counts; each value can be included and excluded. */
import { cn } from '@cloudflare/kumo/utils'
import { MinusIcon } from '@phosphor-icons/react/dist/csr/Minus'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { useEffect, useRef, useState } from 'react'
import type { Field } from '../../catalog/fields.ts'
import { toFieldPointer } from '../../query/json-pointer.ts'
import type { PivotTarget } from '../../query/pivot/pivot-target.ts'
import { maskHead } from '../../query/secrets/find-secrets.ts'
import { toNotCountedWords } from '../api/api-failure.ts'
import type { EntryStore, Facet } from '../store/entry-store.ts'
import { useStoreQuery } from '../store/use-store-query.ts'
import { usePivots } from '../ui/pivot-context.ts'
import { toCountText } from '../ui/text/count-text.ts'
import { toVisibleText, VisibleText } from '../ui/text/visible-text.tsx'

/** Number of listed values, before and after “Show more”. */
const limits = { few: 5, many: 50 } as const

/** Draws one facet. */
export function FacetBlock({
  field,
  store,
  version,
  isAdded,
  onRemove,
}: {
  field: Field
  store: EntryStore
  version: string
  /** Whether the field was just added; then the block scrolls into view. */
  isAdded: boolean
  onRemove: () => void
}) {
  const block = useRef<HTMLElement>(null)
  const [hasMany, setHasMany] = useState(false)
  const limit = hasMany ? limits.many : limits.few
  const {
    answer: facet,
    isLate,
    failure,
  } = useStoreQuery(store, version, ['facet', field.path, limit], (entryStore) =>
    entryStore.facet(field.path, limit),
  )
  useEffect(() => {
    if (isAdded) block.current?.scrollIntoView({ block: 'nearest' })
  }, [isAdded])
  return (
    <section
      ref={block}
      aria-label={field.label}
      // While it is counted, it is invisible with the height of a typical facet, so that the blocks below move little.
      className={cn(
        'border-kumo-hairline border-b py-2',
        !facet && !failure && 'invisible min-h-46',
      )}
    >
      <div className="group/facet flex items-center justify-between px-3">
        <h3 className="truncate font-medium text-[12px]">{field.label}</h3>
        <button
          type="button"
          aria-label={`Stop counting ${field.label}`}
          title="Stop counting this field"
          className="flex size-5 cursor-pointer items-center justify-center rounded opacity-0 hover:bg-kumo-tint focus-visible:opacity-100 group-hover/facet:opacity-100 pointer-coarse:opacity-100"
          onClick={onRemove}
        >
          <XIcon aria-hidden size={11} />
        </button>
      </div>
      {/* The first count of a field reads every entry, which can take long. */}
      <p role="status" className="px-3 text-[12px] text-kumo-subtle empty:hidden">
        {isLate && 'Counting all entries…'}
        {failure && !isLate && toNotCountedWords(failure.error)}
      </p>
      {facet && <FacetList facet={facet} field={field} />}
      {facet && facet.distinct > limits.few && (
        <button
          type="button"
          className="cursor-pointer px-3 py-0.5 text-[12px] text-kumo-link hover:underline"
          aria-expanded={hasMany}
          onClick={() => setHasMany(!hasMany)}
        >
          {hasMany ? 'Show fewer' : `Show more of ${toCountText(facet.distinct)}`}
        </button>
      )}
    </section>
  )
}

function FacetList({ facet, field }: { facet: Facet; field: Field }) {
  const maxCount = Math.max(1, ...facet.values.map(({ count }) => count))
  return (
    <ul>
      {facet.values.map(({ value, count }) => (
        <FacetValue
          key={value}
          field={field}
          value={value}
          count={count}
          share={count / maxCount}
        />
      ))}
      {toMissing(facet).map(({ words, count }) => (
        <li
          key={words}
          className="flex h-6 items-center justify-between pr-7 pl-3 text-[12px] text-kumo-subtle italic"
        >
          {words}
          <span className="tabular-nums not-italic">{toCountText(count)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Counts of entries without a value, in the words of the table and the drawer. */
function toMissing({ missing, instead }: Facet): { words: string; count: number }[] {
  const rows = instead
    ? [
        { words: 'null', count: instead.null },
        { words: 'not recorded', count: instead.nothing },
        { words: 'object or list', count: instead.structure },
      ]
    : [{ words: 'null or not recorded', count: missing }]
  return rows.filter(({ count }) => count > 0)
}

function FacetValue({
  field,
  value,
  count,
  share,
}: {
  field: Field
  value: string
  count: number
  share: number
}) {
  const { toggle, findMode, findModes } = usePivots()
  const pointer = toFieldPointer(field.path)
  const target: PivotTarget = { field: field.path, pointer, value, time: '' }
  const mode = findMode(target)
  const modes = findModes(target)
  const masked = maskHead(field.path.split('.'), value)
  const shown = value === '' ? 'empty' : toVisibleText(masked.slice(0, 200))
  const name = `${field.label} ${shown}`
  return (
    <li className="group/value relative flex h-6 items-center hover:bg-kumo-tint">
      <span
        aria-hidden
        className="absolute inset-y-0.5 left-0 rounded-r-sm bg-kumo-brand/10"
        style={{ width: `${share * 100}%` }}
      />
      <button
        type="button"
        aria-pressed={mode === 'include'}
        aria-label={`Include only ${name}, ${toCountText(count)}`}
        title={modes.includes('include') ? `Include only ${shown}` : shown}
        disabled={!modes.includes('include')}
        className={cn(
          'relative flex h-full min-w-0 flex-1 cursor-pointer items-center gap-2 pl-3 text-left text-[12px]',
          mode === 'include' && 'font-semibold',
          mode === 'exclude' && 'line-through',
        )}
        onClick={() => toggle(target, 'include')}
      >
        {mode === 'include' && <span className="text-kumo-success">is</span>}
        {mode === 'exclude' && <span className="text-kumo-danger">not</span>}
        <span className="min-w-0 flex-1 truncate">
          {value === '' ? <i>empty</i> : <VisibleText text={masked} />}
        </span>
        <span className="text-kumo-subtle tabular-nums">{toCountText(count)}</span>
      </button>
      <button
        type="button"
        aria-pressed={mode === 'exclude'}
        aria-label={`Exclude ${name}`}
        title={`Exclude ${shown}`}
        disabled={!modes.includes('exclude')}
        className={cn(
          'relative mx-1 flex size-5 shrink-0 cursor-pointer items-center justify-center rounded hover:bg-kumo-danger-tint focus-visible:opacity-100 group-hover/value:opacity-100 pointer-coarse:opacity-100',
          mode === 'exclude' ? 'bg-kumo-danger-tint text-kumo-danger' : 'opacity-0',
        )}
        onClick={() => toggle(target, 'exclude')}
      >
        <MinusIcon aria-hidden size={12} />
      </button>
    </li>
  )
}
