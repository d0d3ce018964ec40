/** The footer: the status of the search, shown at once, and space for content that loads later. */
import type { ReactNode } from 'react'
import type { SearchState } from '../../search/engine/search-state.ts'
import { ScrollEdges } from '../../ui/scroll-edges.tsx'
import { toSpokenStatus, toStatusWords } from './status-words.ts'

const verdictDots: Readonly<Record<SearchState['verdict'], string>> = {
  complete: 'bg-kumo-success',
  partial: 'bg-kumo-info',
  unknown: 'bg-kumo-warning',
}

/** Enough height for the texts of most searches, so that nothing moves when they load; more text is scrolled. */
const lines = 'min-h-9 max-[2000px]:min-h-15 max-[1100px]:min-h-21 max-[720px]:h-21'

/** Draws the footer; `children` follow the status. */
export function StatusFrame({
  state,
  words = toStatusWords(state),
  children,
}: {
  state: SearchState
  /** The status in other words than those of the state. */
  words?: string | undefined
  children?: ReactNode
}) {
  const { status, verdict } = state
  return (
    <footer className="isolate shrink-0 border-kumo-line border-t bg-kumo-elevated text-[12px]">
      <ScrollEdges
        axis="y"
        frame={lines}
        className="flex flex-wrap content-start items-center gap-x-4 gap-y-1 px-4 py-1.5"
        ground="from-kumo-elevated"
      >
        <p
          role="status"
          aria-live="off"
          className="flex items-center gap-2 font-medium tabular-nums"
        >
          <span
            aria-hidden
            className={`size-2 rounded-full ${status === 'failed' ? 'bg-kumo-danger' : verdictDots[verdict]}`}
          />
          {words}
        </p>
        <p aria-live="polite" className="sr-only">
          {toSpokenStatus(state)}
        </p>
        {children}
      </ScrollEdges>
    </footer>
  )
}
