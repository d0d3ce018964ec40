/** An item that filters: a button that shows only its entries, and one that excludes them. The key x excludes as well. */
import { cn } from '@cloudflare/kumo/utils'
import { MinusIcon } from '@phosphor-icons/react/dist/csr/Minus'
import type { ReactNode } from 'react'
import type { FilterMode } from '../../query/log-query.ts'

/** Draws the item; `name` is what is excluded. */
export function FilterItem({
  mode,
  name,
  title,
  excludeTitle,
  className,
  onToggle,
  children,
}: {
  /** The mode of the present filter by this item. */
  mode: FilterMode | undefined
  name: string
  title?: string | undefined
  excludeTitle: string
  /** Arranges the children in the button. */
  className: string
  onToggle: (mode: FilterMode) => void
  children: ReactNode
}) {
  return (
    <li className="group/item relative flex items-start hover:bg-kumo-tint">
      <button
        type="button"
        data-finding
        aria-pressed={mode === 'include'}
        aria-keyshortcuts="x"
        title={title}
        className={cn(
          'flex min-w-0 flex-1 cursor-pointer pl-3 text-left focus-visible:-outline-offset-2',
          mode === 'include' && 'bg-kumo-tint font-semibold',
          className,
        )}
        onClick={() => onToggle('include')}
        onKeyDown={(event) => {
          if (event.key !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return
          event.preventDefault()
          onToggle('exclude')
        }}
      >
        {children}
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-pressed={mode === 'exclude'}
        aria-label={`Exclude ${name}`}
        title={excludeTitle}
        className={cn(
          'mx-1 mt-1 flex size-5 shrink-0 cursor-pointer items-center justify-center rounded hover:bg-kumo-danger-tint focus-visible:opacity-100 group-focus-within/item:opacity-100 group-hover/item:opacity-100 pointer-coarse:opacity-100',
          mode === 'exclude' ? 'bg-kumo-danger-tint text-kumo-danger' : 'opacity-0',
        )}
        onClick={() => onToggle('exclude')}
      >
        <MinusIcon aria-hidden size={12} />
      </button>
    </li>
  )
}

/** The word before the name of what is filtered. */
export function FilterWord({ mode }: { mode: FilterMode | undefined }) {
  if (mode === 'include') return <span className="text-kumo-success">only </span>
  return mode === 'exclude' ? <span className="text-kumo-danger">not </span> : null
}
