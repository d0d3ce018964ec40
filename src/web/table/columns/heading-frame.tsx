/** Where a column's heading stands, with or without what can be done with it. */
import type { ReactNode } from 'react'

/** Draws the frame around a heading; a pinned one stays in sight. */
export function HeadingFrame({
  field,
  label,
  index,
  isPinned,
  children,
}: {
  /** The path of the column's field. */
  field: string
  label: string
  /** The place of the column, from 0. */
  index: number
  isPinned: boolean
  children: ReactNode
}) {
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-label={label}
      data-column={field}
      className={`${isPinned ? 'sticky z-1' : 'relative'} flex h-full shrink-0 items-center bg-kumo-recessed text-[12px] text-kumo-strong`}
      style={{ width: `var(--w${index})`, ...(isPinned && { left: `var(--l${index})` }) }}
    >
      {children}
    </div>
  )
}
