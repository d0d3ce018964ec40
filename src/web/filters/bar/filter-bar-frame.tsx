/** The layout of the filter bar, shared by the bar and its skeleton. */
import type { KeyboardEvent, ReactNode, Ref } from 'react'

/** Draws the pills, then the children. */
export function FilterBarFrame({
  bar,
  pills,
  onPillKeyDown,
  children,
}: {
  bar?: Ref<HTMLElement>
  /** A list item for each filter. */
  pills: readonly ReactNode[]
  onPillKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
  children: ReactNode
}) {
  return (
    <section ref={bar} aria-label="Filters" className="flex min-w-0 flex-wrap items-center gap-1.5">
      {pills.length > 0 && (
        <ul aria-label="Filters in use" className="contents" onKeyDown={onPillKeyDown}>
          {pills}
        </ul>
      )}
      {children}
    </section>
  )
}
