/** The headings of the columns: shows their names at once, and loads their menus after the first row. */
import type { ComponentProps } from 'react'
import { Deferred } from '../../first-load/deferred.tsx'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import type { ColumnHeadings as Headings } from './column-headings.tsx'
import { HeadingFrame } from './heading-frame.tsx'

const ColumnHeadings = lazyPart(() =>
  import('./column-headings.tsx').then((module) => module.ColumnHeadings),
)

export function DeferredHeadings(props: ComponentProps<typeof Headings>) {
  const skeleton = props.columns.map(({ label, isPinned, source: { field } }, i) => (
    <HeadingFrame key={field} field={field} label={label} index={i} isPinned={isPinned}>
      <span className="truncate px-2.5 font-medium">{label}</span>
    </HeadingFrame>
  ))
  return (
    <Deferred skeleton={skeleton}>
      <ColumnHeadings {...props} />
    </Deferred>
  )
}
