/** The headings of the columns: their menus come after the first row, their names stand at once. */
import type { ComponentProps } from 'react'
import { Later } from '../ui/later.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import type { ColumnHeadings as Headings } from './column-headings.tsx'
import type { ShownColumn } from './columns.ts'

const ColumnHeadings = lazyPart(() =>
  import('./column-headings.tsx').then((module) => module.ColumnHeadings),
)

export function LaterHeadings(props: ComponentProps<typeof Headings>) {
  const places = props.columns.map((column, i) => (
    <HeadingPlace key={column.source.field} column={column} index={i} />
  ))
  return (
    <Later place={places}>
      <ColumnHeadings {...props} />
    </Later>
  )
}

function HeadingPlace({
  column: { label, isPinned, source },
  index,
}: {
  column: ShownColumn
  index: number
}) {
  const look =
    'flex h-full shrink-0 items-center bg-kumo-recessed px-2.5 text-[12px] text-kumo-strong'
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-label={label}
      data-column={source.field}
      className={isPinned ? `${look} sticky z-1` : look}
      style={{ width: `var(--w${index})`, ...(isPinned && { left: `var(--l${index})` }) }}
    >
      <span className="truncate font-medium">{label}</span>
    </div>
  )
}
