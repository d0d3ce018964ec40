/** The heading of a column: its menu comes after the first row, its name stands at once. */
import { cn } from '@cloudflare/kumo/utils'
import { type ComponentProps, lazy } from 'react'
import { Later } from '../ui/later.tsx'
import type { ColumnHeading as Heading } from './column-heading.tsx'

type Props = ComponentProps<typeof Heading>

const ColumnHeading = lazy(() =>
  import('./column-heading.tsx').then((module) => ({ default: module.ColumnHeading })),
)

export function LaterHeading(props: Props) {
  return (
    <Later place={<HeadingPlace {...props} />}>
      <ColumnHeading {...props} />
    </Later>
  )
}

function HeadingPlace({ column }: Props) {
  const label = String(column.columnDef.header)
  const index = column.getIndex()
  const isPinned = column.getIsPinned() !== false
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-label={label}
      data-column={column.id}
      className={cn(
        'flex h-full shrink-0 items-center bg-kumo-recessed px-2.5 text-[12px] text-kumo-strong',
        isPinned && 'sticky z-1',
      )}
      style={{ width: `var(--w${index})`, ...(isPinned && { left: `var(--l${index})` }) }}
    >
      <span className="truncate font-medium">{label}</span>
    </div>
  )
}
