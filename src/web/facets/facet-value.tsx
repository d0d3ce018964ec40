/** A value of a facet with its count: a button that includes it, and one that excludes it. */
import { cn } from '@cloudflare/kumo/utils'
import { MinusIcon } from '@phosphor-icons/react/dist/csr/Minus'
import type { KeyboardEvent, MouseEvent } from 'react'
import type { Field } from '../../catalog/fields.ts'
import { toFieldPointer } from '../../query/json-pointer.ts'
import type { PivotTarget } from '../../query/pivot/pivot-target.ts'
import { maskHead } from '../../query/secrets/find-secrets.ts'
import { KnownNameOf } from '../store/names/known-name.tsx'
import { isMenuKey } from '../ui/keys/is-menu-key.ts'
import { usePivots } from '../ui/pivot-context.ts'
import { toCountText } from '../ui/text/count-text.ts'
import { toVisibleText, VisibleText } from '../ui/text/visible-text.tsx'

/** The bar behind a value has to be seen in both themes. */
const barClass =
  'bg-[light-dark(color-mix(in_oklab,var(--color-kumo-brand)_16%,transparent),color-mix(in_oklab,var(--color-kumo-brand)_24%,transparent))]'

/** Draws the value; `isCurrent` when the Tab key leads to it. */
export function FacetValue({
  field,
  value,
  count,
  share,
  isNew,
  isCurrent,
}: {
  field: Field
  value: string
  count: number
  /** The count as a part of the largest one. */
  share: number
  /** Whether the baseline does not have it. */
  isNew: boolean
  isCurrent: boolean
}) {
  const { toggle, findMode, findModes, findWord, openMenu } = usePivots()
  const pointer = toFieldPointer(field.path)
  const target: PivotTarget = { field: field.path, pointer, value, time: '' }
  const mode = findMode(target)
  const modes = findModes(target)
  const masked = findWord(target) ?? maskHead(field.path.split('.'), value)
  const shown = value === '' ? 'empty' : toVisibleText(masked.slice(0, 200))
  const name = `${field.label} ${shown}, ${toCountText(count)}${isNew ? ', new' : ''}`
  const tabIndex = isCurrent ? 0 : -1

  function onKeyDown(event: KeyboardEvent<HTMLLIElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'x' && modes.includes('exclude')) toggle(target, 'exclude')
    else if (isMenuKey(event)) openMenu(target, event.currentTarget)
    else return
    event.preventDefault()
  }

  function onContextMenu(event: MouseEvent<HTMLLIElement>) {
    event.preventDefault()
    openMenu(target, event.currentTarget)
  }

  return (
    <li
      className="group/value relative flex h-6 items-center hover:bg-kumo-tint"
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
    >
      <span
        aria-hidden
        className={cn('absolute inset-y-0.5 left-0 rounded-r-sm', barClass)}
        style={{ width: `${share * 100}%` }}
      />
      <button
        type="button"
        data-facet-value
        tabIndex={tabIndex}
        aria-pressed={mode === 'include'}
        aria-label={`Include only ${name}`}
        aria-keyshortcuts="x"
        title={modes.includes('include') ? `Include only ${shown}` : shown}
        aria-disabled={!modes.includes('include')}
        className={cn(
          'relative flex h-full min-w-0 flex-1 cursor-pointer items-center gap-2 pl-3 text-left text-[12px] focus-visible:-outline-offset-2 aria-disabled:cursor-default',
          mode === 'include' && 'font-semibold',
          mode === 'exclude' && 'line-through',
        )}
        onClick={() => modes.includes('include') && toggle(target, 'include')}
      >
        {mode === 'include' && <span className="text-kumo-success">is</span>}
        {mode === 'exclude' && <span className="text-kumo-danger">not</span>}
        <span className="min-w-0 flex-1 truncate">
          {value === '' ? <i>empty</i> : <VisibleText text={masked} />}
          <KnownNameOf id={value} className="ml-1.5 text-kumo-default" />
        </span>
        {isNew && (
          <span className="rounded-sm bg-kumo-info/15 px-1 font-medium text-[11px] text-kumo-default">
            new
          </span>
        )}
        <span className="text-kumo-default tabular-nums">{toCountText(count)}</span>
      </button>
      <button
        type="button"
        tabIndex={tabIndex}
        aria-pressed={mode === 'exclude'}
        aria-label={`Exclude ${name}`}
        title={`Exclude ${shown} (x)`}
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
