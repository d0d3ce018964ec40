/** The frame of a column heading, shared by the heading and its skeleton. */
import type { ReactNode } from 'react'

/** Draws the frame around a heading. A pinned one does not scroll horizontally. */
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
  /** The index of the column, from 0. */
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
