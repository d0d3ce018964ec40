/** An item of a value's menu that links to another query. */
import { Menu } from '@cloudflare/kumo/primitives/menu'
import type { MouseEvent, ReactNode } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { menuItemClass } from '../../ui/menu-style.ts'
import type { RowProofs } from './save-proof-item.tsx'

/** The query that the items of the menu start from, and how to open another. */
export type PivotMenuContext = {
  dataset: Dataset
  query: LogQuery
  /** The address of a query, for a new tab. */
  toHref: (next: LogQuery) => string
  /** Opens a query in this tab; one that leads elsewhere ends the search for a text. */
  onGo: (next: LogQuery, leadsElsewhere: boolean) => void
  /** Searches the loaded entries for a text. */
  onFind: (text: string) => void
  onClose: () => void
  /** How many entries are loaded; local filters apply only to them. */
  loaded: number
  /** The proofs of the entries of the list; absent where none can be made. */
  proofs: RowProofs | undefined
}

/** A link to another query; a plain click opens it in this tab. Draws nothing without a query. */
export function LinkItem({
  next,
  context,
  icon,
  hint,
  leadsElsewhere = false,
  onFollow,
  children,
}: {
  next: LogQuery | undefined
  context: PivotMenuContext
  icon: ReactNode
  /** A short remark on the query. */
  hint?: string | undefined
  /** Whether it asks about something else, and not a part of the present list. */
  leadsElsewhere?: boolean
  /** What a plain click does instead of opening the query. */
  onFollow?: () => void
  children: ReactNode
}) {
  if (!next) return null
  function follow(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    if (onFollow) onFollow()
    else if (next) context.onGo(next, leadsElsewhere)
  }
  return (
    <Menu.LinkItem
      href={context.toHref(next)}
      rel="noreferrer"
      closeOnClick
      onClick={follow}
      className={menuItemClass}
    >
      {icon}
      {children}
      {hint && <span className="ml-auto pl-4 text-[11px] text-kumo-subtle">{hint}</span>}
    </Menu.LinkItem>
  )
}
