/** What a request without a page means: another way, a wait that ends by itself, or a stop. */
import { formatInstant } from '../../../cloudflare/instant.ts'
import { type FailureDetail, toFailureWords } from '../../api/api-failure.ts'
import { findHold, type Hold } from './backoff.ts'
import { acceptRefusal } from './read-window.ts'
import { findStream, type Run, update, updateStream } from './run.ts'
import type { PageStream } from './time-segment.ts'

/** Damaged answers in a row that are asked again while a whole range is read and nobody looks. */
const mostDamaged = 2

/** Applies a failed request to its strand; `goOn` is called when a wait is over. */
export function acceptFailure(
  run: Run,
  asked: PageStream,
  failure: FailureDetail,
  request: string,
  goOn: (run: Run) => void,
): void {
  const { clock, source } = run.plan.parts
  const stream = findStream(run, asked) ?? asked
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
  const next = acceptRefusal(stream.window, failure)
  if (next) {
    updateStream(run, stream, { window: next })
    return
  }
  const { waits, demand } = run.state
  const { damaged } = stream
  const hold = findHold(failure, clock.now(), waits)
  if (hold) void wait(run, hold, goOn)
  else if (demand === 'all' && failure.kind === 'not-a-page' && damaged < mostDamaged) {
    updateStream(run, stream, { damaged: damaged + 1 })
  } else update(run, { failure })
}

/** Why a request brought no page, as the ledger says it. */
export function toRefusalReason(failure: FailureDetail): string {
  const { title, quote } = toFailureWords(failure)
  return quote ? `${title} (${quote})` : title
}

/** Lets all requests wait. A longer wait replaces a shorter one. */
async function wait(run: Run, hold: Hold, goOn: (run: Run) => void): Promise<void> {
  const { clock } = run.plan.parts
  const present = run.state.search.hold
  if (present && (present.untilMs ?? 0) >= (hold.untilMs ?? 0)) return
  const { waits } = run.state
  update(run, { waits: present ? waits : waits + 1, search: { hold } })
  const { signal } = run.stopped
  if (hold.untilMs === undefined) await clock.untilOnline(signal)
  else await clock.sleep(hold.untilMs - clock.now(), signal)
  if (run.state.search.hold !== hold || signal.aborted) return
  update(run, { search: { hold: undefined } })
  goOn(run)
}
