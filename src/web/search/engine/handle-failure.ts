/** Handles a request that brought no page: the window continues differently, requests wait, or the search stops. */
import { formatInstant } from '../../../cloudflare/instant.ts'
import type { FailureDetail } from '../../api/api-failure.ts'
import { type Backoff, findBackoff } from './backoff.ts'
import { applyRefusal } from './read-window.ts'
import { findStream, getSourceRun, type Run, update, updateStream } from './run.ts'
import { toRefusalReason } from './sources/refusal-reason.ts'
import { isOfSource } from './sources/set-aside.ts'
import type { PageStream } from './time-segment.ts'

/** How often a damaged answer is requested again while the whole range is read unattended. */
const maxDamaged = 2

/** Applies a failed request to its stream; `resume` is called after a wait. */
export function handleFailure(
  run: Run,
  requested: PageStream,
  failure: FailureDetail,
  request: string,
  resume: (run: Run) => void,
): void {
  const { clock } = run.plan.parts
  // A page that was not accepted may have brought them.
  if (run.state.search.firstEntries) update(run, { search: { firstEntries: undefined } })
  const { id: source } = getSourceRun(run, requested.source).source
  const stream = findStream(run, requested) ?? requested
  const at = formatInstant(clock.now())
  const { chain } = stream
  if (chain) {
    run.ledger.record({
      kind: 'request-failed',
      source,
      window: chain.window,
      failure: { at, request, reason: toRefusalReason(failure) },
    })
  }
  const next = applyRefusal(stream.window, failure)
  if (next) {
    updateStream(run, stream, { window: next })
    return
  }
  const { backoffs, demand } = run.state
  const { damaged } = stream
  const backoff = findBackoff(failure, clock.now(), backoffs)
  if (backoff) void wait(run, backoff, resume)
  else if (demand === 'all' && failure.kind === 'not-a-page' && damaged < maxDamaged) {
    updateStream(run, stream, { damaged: damaged + 1 })
  } else if (isOfSource(run, failure)) updateStream(run, stream, { failure })
  else update(run, { failure })
}

/** Delays all requests. A longer wait replaces a shorter one. */
async function wait(run: Run, backoff: Backoff, resume: (run: Run) => void): Promise<void> {
  const { clock } = run.plan.parts
  const present = run.state.search.backoff
  if (present && (present.untilMs ?? 0) >= (backoff.untilMs ?? 0)) return
  const { backoffs } = run.state
  update(run, { backoffs: present ? backoffs : backoffs + 1, search: { backoff } })
  const { signal } = run.stopped
  if (backoff.untilMs === undefined) await clock.untilOnline(signal)
  else await clock.sleep(backoff.untilMs - clock.now(), signal)
  if (run.state.search.backoff === backoff) skipBackoff(run, resume)
}

/** Ends the present backoff before its time, if there is one; `resume` sends the requests again. */
export function skipBackoff(run: Run, resume: (run: Run) => void): void {
  if (!run.state.search.backoff || run.stopped.signal.aborted) return
  update(run, { search: { backoff: undefined } })
  resume(run)
}
