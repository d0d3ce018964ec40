/** What a request without a page means: another way, a wait that ends by itself, or a stop. */
import { formatInstant } from '../../cloudflare/instant.ts'
import { type FailureDetail, toFailureWords } from '../api/api-failure.ts'
import { findHold, type Hold } from './find-hold.ts'
import { acceptRefusal } from './read-window.ts'
import { type Run, update } from './run.ts'
import type { Strand } from './stretch.ts'

/** Damaged answers in a row that are asked again while a whole range is read and nobody looks. */
const mostDamaged = 2

/** Takes note of a failure; `goOn` is called when a wait is over. */
export function acceptFailure(
  run: Run,
  strand: Strand,
  failure: FailureDetail,
  request: string,
  goOn: (run: Run) => void,
): void {
  const { clock } = run.parts
  const at = formatInstant(clock.now())
  const { chain } = strand
  if (chain) {
    run.ledger.record({
      kind: 'request-failed',
      source: run.parts.source,
      window: chain.window,
      failure: { at, request, reason: toRefusalReason(failure) },
    })
  }
  const next = acceptRefusal(strand.window, failure)
  if (next) {
    strand.window = next
    return
  }
  const hold = findHold(failure, clock.now(), run.waits)
  if (hold) void wait(run, hold, goOn)
  else if (run.demand === 'all' && failure.kind === 'not-a-page' && strand.damaged < mostDamaged) {
    strand.damaged++
  } else run.failure = failure
}

/** Why a request brought no page, as the ledger says it. */
export function toRefusalReason(failure: FailureDetail): string {
  const { title, quote } = toFailureWords(failure)
  return quote ? `${title} (${quote})` : title
}

/** Lets all requests wait. A longer wait replaces a shorter one. */
async function wait(run: Run, hold: Hold, goOn: (run: Run) => void): Promise<void> {
  const { clock } = run.parts
  const present = run.state.hold
  if (present && (present.untilMs ?? 0) >= (hold.untilMs ?? 0)) return
  if (!present) run.waits++
  update(run, { hold })
  const { signal } = run.stopped
  if (hold.untilMs === undefined) await clock.untilOnline(signal)
  else await clock.sleep(hold.untilMs - clock.now(), signal)
  if (run.state.hold !== hold || signal.aborted) return
  update(run, { hold: undefined })
  goOn(run)
}
