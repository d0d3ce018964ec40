/** The content of the footer: loading, progress, following, verdict and time range. */
import { Suspense } from 'react'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import type { SearchState } from '../../search/engine/search-state.ts'
import { BackoffNotice } from '../../search/screen/backoff-notice.tsx'
import { CoverageButton, countOfQuestion } from '../../search/screen/coverage-button.tsx'
import { FollowSwitch } from '../../search/screen/follow-switch.tsx'
import type { LedgerSubject } from '../../search/screen/format-ledger.ts'
import { LateNotice } from '../../search/screen/late-notice.tsx'
import { LedgerButton } from '../../search/screen/ledger-button.tsx'
import { ReadNotice } from '../../search/screen/read-notice.tsx'
import type { SearchSession } from '../../search/session/search-session.ts'
import type { FollowControl } from '../../search/session/use-follow.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { toTimeText } from '../../ui/text/time-text.ts'
import { getGridPosition } from './grid-positions.ts'

const LoadProgressBar = lazyPart(() =>
  import('../../search/screen/load-progress-bar.tsx').then((module) => module.LoadProgressBar),
)

/** A smaller difference between the clocks is not shown. */
const shownSkewMs = 60_000

/** Draws the status line of a search. */
export function StatusBar({
  state,
  session,
  subject,
  timeRange,
  timeZone,
  clockAheadMs,
  follow,
  isFromLink,
  askedBecause,
  onAskAgain,
}: {
  state: SearchState
  session: SearchSession | undefined
  /** What the ledger is about. */
  subject: LedgerSubject | undefined
  timeRange: ResolvedTimeRange | undefined
  timeZone: string
  /** By how much the proxy's clock is ahead of this computer's. */
  clockAheadMs: number
  follow: FollowControl | undefined
  /** Whether a link with a fixed time range was opened; its sender may have loaded all of it. */
  isFromLink: boolean
  /** Why the API was asked although the question is about a part of what was loaded. */
  askedBecause: string | undefined
  onAskAgain: () => void
}) {
  const search = session?.search
  const { progress, backoff } = state
  return (
    <>
      {search && <StatusActions state={state} session={session} isFromLink={isFromLink} />}
      {search && progress && (
        <Suspense>
          <LoadProgressBar
            // During a backoff, the notice beside it shows the time left.
            progress={backoff ? { ...progress, leftMs: undefined } : progress}
            hasFailed={state.status === 'failed'}
            search={search}
          />
        </Suspense>
      )}
      {backoff && session && <BackoffNotice backoff={backoff} now={session.now} />}
      {session && follow && (
        <FollowSwitch
          key={session.key}
          follow={state.follow}
          newCount={state.newCount}
          isWanted={follow.isWanted}
          now={session.now}
          onWant={follow.want}
          onShowNew={session.search.showNew}
          top={toTop(session)}
        />
      )}
      {session && (
        <ReadNotice
          session={session}
          askedBecause={askedBecause}
          timeZone={timeZone}
          onAskAgain={onAskAgain}
        />
      )}
      {search && subject && <LedgerButton state={state} subject={subject} />}
      {search && subject && (
        <CoverageButton log={subject.log} gaps={subject.cannotShow}>
          {toCoverageLabel(countOfQuestion(subject.cannotShow))}
        </CoverageButton>
      )}
      {state.pages > 0 && <LateNotice state={state} timeZone={timeZone} />}
      {state.conflicting > 0 && (
        <p className="text-kumo-danger">
          {toCounted(state.conflicting, 'known id')} came again with another content; both are shown
        </p>
      )}
      {Math.abs(clockAheadMs) > shownSkewMs && (
        <p className="font-medium">
          This computer’s clock is {Math.round(Math.abs(clockAheadMs) / 60_000)} min{' '}
          {clockAheadMs > 0 ? 'behind' : 'ahead of'} the proxy’s, which is used
        </p>
      )}
      <p className="ml-auto text-kumo-strong tabular-nums">
        {toCounted(state.pages, 'page')} read
        {timeRange && (
          <>
            {' · '}
            {toTimeText(timeRange.since, timeZone)} to {toTimeText(timeRange.before, timeZone)}
          </>
        )}
      </p>
    </>
  )
}

function toCoverageLabel(ofQuestion: number): string {
  const words = 'What this log cannot show'
  return ofQuestion === 0 ? words : `${words} (${ofQuestion} for this question)`
}

function toTop(session: SearchSession) {
  const position = getGridPosition(session)
  return { isReached: () => position.top === 0, go: () => position.goTo?.(0) }
}

function StatusActions({
  state: { status, loaded, progress },
  session: { search },
  isFromLink,
}: {
  state: SearchState
  session: SearchSession
  isFromLink: boolean
}) {
  const isFailed = status === 'failed' && loaded > 0
  const isBeginning = isFromLink && status === 'waiting' && loaded > 0
  return (
    <div className="flex items-center gap-1 empty:hidden">
      {isBeginning && <p>Only the beginning of what this link asks for is loaded:</p>}
      {isFailed && (
        <Button size="xs" variant="secondary" onClick={search.loadMore}>
          Retry
        </Button>
      )}
      {status === 'waiting' && (
        <Button size="xs" variant="ghost" onClick={search.loadMore}>
          Load more
        </Button>
      )}
      {status !== 'finished' && loaded > 0 && !progress && (
        <Button size="xs" variant={isBeginning ? 'secondary' : 'ghost'} onClick={search.loadAll}>
          Load all
        </Button>
      )}
    </div>
  )
}
