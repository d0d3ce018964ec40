/** Words and facts about entries that arrive late, so that no claim says more than the last reading. */
import { formatInstant } from '../../../cloudflare/instant.ts'
import type { LateFacts } from '../../../query/verdict.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import type { LateSchedule } from '../engine/late-schedule.ts'
import type { LateReading, SourceLedger } from '../engine/ledger.ts'
import type { SearchState } from '../engine/search-state.ts'

/** The facts; `undefined` when the range ended so long before the search that it is read once only. */
export function toLateFacts(
  { late }: Pick<SearchState, 'late'>,
  { lateReadings, arrivedLate }: Pick<SourceLedger, 'lateReadings' | 'arrivedLate'>,
): LateFacts | undefined {
  if (!late) return undefined
  return {
    arrivedLate,
    asReadAt: formatInstant(late.readMs),
    nextReadingAt: late.dueMs === undefined ? null : formatInstant(late.dueMs),
    missingReadings: lateReadings.flatMap(({ dueAt, failure }) =>
      failure === undefined ? [] : [{ dueAt, reason: failure }],
    ),
  }
}

/** How much of the end of the range may lack entries: `Last 8 min may be incomplete`. */
export function toIncompleteWords(since: string, { endMs }: Pick<LateSchedule, 'endMs'>): string {
  const minutes = Math.max(1, Math.ceil((endMs - Date.parse(since)) / 60_000))
  return `Last ${minutes} min may be incomplete`
}

/** Sentences for the reason of a verdict, each after a space; empty when nothing can arrive late. */
export function toLateWords(
  state: Pick<SearchState, 'late' | 'mayStillChangeSince'>,
  ledger: Pick<SourceLedger, 'lateReadings' | 'arrivedLate'>,
): string {
  const { mayStillChangeSince } = state
  const facts = toLateFacts(state, ledger)
  const sentences = [
    facts && `This is what the log had at ${facts.asReadAt}.`,
    mayStillChangeSince &&
      `Entries after ${mayStillChangeSince} may still appear: a log may show an entry after newer ones. That time is an estimate; Cloudflare promises no limit.`,
    facts?.nextReadingAt &&
      `While this page is open, the last hour is read again at ${facts.nextReadingAt}.`,
    facts &&
      facts.arrivedLate > 0 &&
      `${toCounted(facts.arrivedLate, 'entry', 'entries')} arrived late and ${facts.arrivedLate === 1 ? 'is' : 'are'} in the list.`,
    ...(facts?.missingReadings ?? []).map(
      ({ dueAt, reason }) => `The reading that was due at ${dueAt} is missing: ${reason}.`,
    ),
  ]
  return sentences.map((sentence) => (sentence ? ` ${sentence}` : '')).join('')
}

/** One reading in a line of the ledger. */
export function toLateReadingWords({
  since,
  before,
  dueAt,
  at,
  added,
  failure,
}: LateReading): string {
  const outcome =
    failure === undefined
      ? `${toCounted(added, 'entry', 'entries')} arrived late`
      : `missing, because it failed: ${failure}`
  return `${since} to ${before}, due ${dueAt}, begun ${at}: ${outcome}`
}
