/** The outline of the bar of filters. */
import type { KeyboardEvent, ReactNode, Ref } from 'react'

/** Draws the pills, and behind them what else there is. */
export function FilterBarFrame({
  bar,
  pills,
  onPillKeyDown,
  children,
}: {
  bar?: Ref<HTMLElement>
  /** An item of a list for each filter. */
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
