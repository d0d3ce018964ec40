/** The headings of the columns: shows their names at once, and loads their menus after the first row. */
import type { ComponentProps } from 'react'
import { Deferred } from '../../first-load/deferred.tsx'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import type { ColumnHeadings as Headings } from './column-headings.tsx'
import { HeadingFrame } from './heading-frame.tsx'
import { ZoneName } from './zone-name.tsx'

const ColumnHeadings = lazyPart(() =>
  import('./column-headings.tsx').then((module) => module.ColumnHeadings),
)

export function DeferredHeadings({
  hasMenus,
  ...props
}: ComponentProps<typeof Headings> & {
  /** Beside the drawer and in cards, the columns are not the chosen ones, and have no menus. */
  hasMenus: boolean
}) {
  const { dataset, columns, timeZone } = props
  const names = columns.map(({ label, isPinned, source: { field } }, i) => (
    <HeadingFrame key={field} field={field} label={label} index={i} isPinned={isPinned}>
      <span className="truncate px-2.5 font-medium">
        {label}
        {field === dataset.timePath && <ZoneName timeZone={timeZone} />}
      </span>
    </HeadingFrame>
  ))
  if (!hasMenus) return names
  return (
    <Deferred skeleton={names}>
      <ColumnHeadings {...props} />
    </Deferred>
  )
}
