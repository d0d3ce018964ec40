/** The footer: the status of the search, shown at once, and space for content that loads later. */
import { type ReactNode, useState } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { StopNotice } from '../notices/stop-notice.tsx'
import {
  type SpokenStatus,
  splitStatusWords,
  toSpokenStatus,
  toStatusWords,
} from './status-words.ts'

const verdictDots: Readonly<Record<SearchState['verdict'], string>> = {
  complete: 'bg-kumo-success',
  partial: 'bg-kumo-info',
  unknown: 'bg-kumo-warning',
}

/** One line where the texts of most searches fit, and more on a narrow page, so that nothing moves when they load. */
const line =
  'flex min-h-[27px] flex-wrap content-start items-center gap-x-3 gap-y-0.5 px-3 py-[3px] max-[860px]:min-h-13 max-[500px]:min-h-19'

/** Draws the footer; `children` follow the status. */
export function StatusFrame({
  state,
  direction,
  session,
  ignoredCount = 0,
  notAskedWords,
  children,
}: {
  state: SearchState
  direction: LogQuery['direction']
  session: SearchSession | undefined
  /** How many filters of the link could not be used. */
  ignoredCount?: number
  /** Says why nothing was asked, instead of the state. */
  notAskedWords?: string | undefined
  children?: ReactNode
}) {
  const { status, verdict, isPairing } = state
  const dot = isPairing && verdict === 'complete' ? verdictDots.partial : verdictDots[verdict]
  const [shownWords, explanation] = splitStatusWords(
    notAskedWords ?? toStatusWords(state, direction, ignoredCount),
  )
  return (
    <footer className="isolate shrink-0 border-kumo-line border-t bg-kumo-elevated text-[12px] leading-5">
      <StopNotice state={state} session={session} />
      <div className={line}>
        <p
          role="status"
          aria-live="off"
          className="flex items-center gap-2 font-medium tabular-nums"
        >
          <span
            aria-hidden
            className={`size-2 shrink-0 rounded-full ${status === 'failed' ? 'bg-kumo-danger' : dot}`}
          />
          <span>
            {shownWords}
            <span className="max-[500px]:sr-only">{explanation}</span>
          </span>
        </p>
        {notAskedWords === undefined && (
          <SpokenLine state={state} direction={direction} ignoredCount={ignoredCount} />
        )}
        {children}
      </div>
    </footer>
  )
}

function SpokenLine({
  state,
  direction,
  ignoredCount,
}: {
  state: SearchState
  direction: LogQuery['direction']
  ignoredCount: number
}) {
  const [last, setLast] = useState<SpokenStatus>({ words: '', tenth: undefined })
  const next = toSpokenStatus(state, direction, last, ignoredCount)
  if (next.words !== last.words || next.tenth !== last.tenth) setLast(next)
  return (
    <p aria-live="polite" className="sr-only">
      {next.words}
    </p>
  )
}
