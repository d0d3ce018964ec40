/** The content of the footer: loading, progress, following, what may be missing, and the reports about it. */
import { EyeSlashIcon } from '@phosphor-icons/react/dist/csr/EyeSlash'
import { type ReactNode, Suspense } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import type { SearchState } from '../../search/engine/search-state.ts'
import { LedgerButton } from '../../search/report/ledger-button.tsx'
import { listGaps } from '../../search/report/list-gaps.ts'
import { SourcesButton } from '../../search/report/sources-button.tsx'
import { hasSubject, type Reported, useReport } from '../../search/report/use-report.ts'
import { CoverageButton } from '../../search/screen/coverage-button.tsx'
import { FollowSwitch } from '../../search/screen/follow-switch.tsx'
import { LateNotice } from '../../search/screen/late-notice.tsx'
import { listShownGaps } from '../../search/screen/list-shown-gaps.ts'
import { ReadNotice } from '../../search/screen/read-notice.tsx'
import type { SearchSession } from '../../search/session/search-session.ts'
import type { FollowControl } from '../../search/session/use-follow.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { toSecondText } from '../../ui/text/time-text.ts'
import { getGridPosition } from './grid-positions.ts'
import { toReportQuestion } from './to-report-question.ts'

const LoadProgressBar = lazyPart(() =>
  import('../../search/screen/load-progress-bar.tsx').then((module) => module.LoadProgressBar),
)

/** A smaller difference between the clocks is not shown. */
const shownSkewMs = 60_000

/** Draws the status line of a search. */
export function StatusBar({
  state,
  session,
  reported,
  query,
  timeRange,
  timeZone,
  clockAheadMs,
  follow,
  isFromLink,
  askedBecause,
  onAskAgain,
  exportButton,
}: {
  state: SearchState
  session: SearchSession | undefined
  /** What the completeness report is made of. */
  reported: Reported | undefined
  query: LogQuery
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
  exportButton: ReactNode
}) {
  const { progress, loaded, pages, conflicting } = state
  const subject = useReport(reported)
  if (!session || !subject) return null
  const { search } = session
  const gaps = listGaps(subject)
  const question = timeRange && toReportQuestion(query, timeRange)
  return (
    <>
      {progress && (
        <Suspense>
          <LoadProgressBar
            progress={progress}
            loaded={loaded}
            hasFailed={state.status === 'failed'}
            search={search}
          />
        </Suspense>
      )}
      <LoadAllButton state={state} session={session} isFromLink={isFromLink} />
      {follow && (
        <FollowSwitch
          key={session.key}
          follow={state.follow}
          newCount={state.newCount}
          isWanted={follow.isWanted}
          now={session.now}
          onWant={follow.want}
          onShowNew={search.showNew}
          top={toTop(session)}
        />
      )}
      <ReadNotice
        session={session}
        askedBecause={askedBecause}
        timeZone={timeZone}
        onAskAgain={onAskAgain}
      />
      {/* What is being read is incomplete anyway, and the progress needs the space. */}
      {pages > 0 && !progress && (
        <LateNotice
          state={state}
          timeZone={timeZone}
          // The count of a timeline is long, and the read is named beside it.
          isCrowded={subject.length > 1 && session.base !== undefined}
        />
      )}
      {conflicting > 0 && (
        <p className="text-kumo-danger">
          {toCounted(conflicting, 'conflicting version')}; all are shown
        </p>
      )}
      {Math.abs(clockAheadMs) > shownSkewMs && (
        <p className="font-medium">
          This computer’s clock is {Math.round(Math.abs(clockAheadMs) / 60_000)} min{' '}
          {clockAheadMs > 0 ? 'behind' : 'ahead of'} the proxy’s, which is used
        </p>
      )}
      <div className="ml-auto flex flex-wrap items-center gap-x-2">
        {timeRange && (
          <p className="hidden text-kumo-strong tabular-nums min-[1560px]:block">
            {toCounted(pages, 'page')} read · {toSecondText(timeRange.since, timeZone)} to{' '}
            {toSecondText(timeRange.before, timeZone)}
          </p>
        )}
        {subject.length > 1 && <SourcesButton state={state} subject={subject} search={search} />}
        <LedgerButton {...{ state, subject, question, search }} />
        <CoverageButton
          log={subject.length === 1 ? subject[0]?.log : undefined}
          gaps={gaps}
          tooltip={
            subject.length === 1 ? 'What this log does not record' : 'What these logs do not record'
          }
          icon={<EyeSlashIcon aria-hidden />}
        >
          <CoverageLabel
            isOne={subject.length === 1}
            ofQuestion={listShownGaps(gaps).ofQuestion.length}
          />
        </CoverageButton>
        {hasSubject(subject) && exportButton}
      </div>
    </>
  )
}

/** On a narrow page the label is only read out; how much applies to the question is always shown. */
function CoverageLabel({ isOne, ofQuestion }: { isOne: boolean; ofQuestion: number }) {
  return (
    <>
      {/* The status of a timeline is longer. */}
      <span className={isOne ? 'max-[1160px]:sr-only' : 'max-[1700px]:sr-only'}>
        What {isOne ? 'this log' : 'these logs'} cannot show
      </span>
      {ofQuestion > 0 && (
        <span className="tabular-nums">
          ({ofQuestion}
          <span className={isOne ? 'max-[1280px]:sr-only' : 'max-[1700px]:sr-only'}>
            {' '}
            for this question
          </span>
          )
        </span>
      )}
    </>
  )
}

function toTop(session: SearchSession) {
  const position = getGridPosition(session)
  return { isReached: () => position.top === 0, go: () => position.goTo?.(0) }
}

/** The button that reads the rest of the range; it stands out where a link was opened that asks for all of it. */
function LoadAllButton({
  state: { status, loaded, progress },
  session: { search },
  isFromLink,
}: {
  state: SearchState
  session: SearchSession
  isFromLink: boolean
}) {
  if (status === 'finished' || loaded === 0 || progress) return null
  const isBeginning = isFromLink && status === 'waiting'
  return (
    <div className="flex items-center gap-1">
      {isBeginning && <p>The link asks for more:</p>}
      <Button size="xs" variant="secondary" onClick={search.loadAll}>
        Load all
      </Button>
    </div>
  )
}
