/** A line at the foot of the list: why loading stopped or waits, with a button that goes on at once. */
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning'
import { type FailureDetail, toFailureWords } from '../../api/api-failure.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import { BackoffNotice } from '../../search/screen/backoff-notice.tsx'
import type { SearchSession } from '../../search/session/search-session.ts'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'

const line = 'border-kumo-line border-b px-3 py-1'

/** Draws nothing while nothing is wrong, or while the list is empty: the page then has a larger notice. */
export function StopNotice({
  state: { loaded, backoff, failure },
  session,
}: {
  state: SearchState
  session: SearchSession | undefined
}) {
  if (!session || loaded === 0) return null
  if (backoff) {
    return (
      <div className={`${line} bg-kumo-warning/10`}>
        <BackoffNotice backoff={backoff} now={session.now} onRetryNow={session.search.retryNow} />
      </div>
    )
  }
  return failure && <FailureLine failure={failure} onRetry={session.search.loadMore} />
}

function FailureLine({ failure, onRetry }: { failure: FailureDetail; onRetry: () => void }) {
  const { title, explanation, quote } = toFailureWords(failure)
  return (
    <div
      role="alert"
      className={`${line} flex flex-wrap items-center gap-x-2 gap-y-1 bg-kumo-danger/10`}
    >
      <WarningIcon aria-hidden size={14} weight="fill" className="shrink-0 text-kumo-danger" />
      <p className="min-w-0 text-kumo-default">
        <strong className="font-medium">{title}.</strong> <VisibleText text={explanation} />
        {quote && <span className="font-mono text-kumo-strong"> {quote}</span>}
      </p>
      <Button size="xs" variant="secondary" onClick={onRetry}>
        Retry now
      </Button>
    </div>
  )
}
