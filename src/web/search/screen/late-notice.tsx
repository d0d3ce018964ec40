/** Says in the footer how much of the range may lack entries, when it is read again, and how many arrived late. */

import { toCounted } from '../../ui/text/count-text.ts'
import { toClockText, toSecondText } from '../../ui/text/time-text.ts'
import type { SearchState } from '../engine/search-state.ts'
import { toIncompleteWords, toLateFacts } from './late-words.ts'

/** Draws the notice; nothing for a range that ended long before the search. */
export function LateNotice({
  state,
  timeZone,
  isCrowded,
}: {
  state: SearchState
  timeZone: string
  /** Whether the footer has so much else to say that only a wide page has space for all of it. */
  isCrowded: boolean
}) {
  const { late, mayStillChangeSince } = state
  const { sources } = state.ledger
  const facts = toLateFacts(state, {
    lateReadings: sources.flatMap(({ lateReadings }) => lateReadings),
    arrivedLate: sources.reduce((sum, { arrivedLate }) => sum + arrivedLate, 0),
  })
  if (!late || !facts) return null
  const { asReadAt, nextReadingAt, arrivedLate, missingReadings } = facts
  const missing = missingReadings.at(-1)
  return (
    <>
      <p
        className="text-kumo-strong tabular-nums"
        title={toWhy(mayStillChangeSince && toSecondText(mayStillChangeSince, timeZone))}
      >
        {mayStillChangeSince ? (
          <>
            {toIncompleteWords(mayStillChangeSince, late)}
            <span className={isCrowded ? 'max-[1600px]:sr-only' : 'max-[1340px]:sr-only'}>
              {' '}
              (API delay)
            </span>
          </>
        ) : (
          `Read at ${toClockText(asReadAt, timeZone)}`
        )}
        {/* Of a list that is not whole yet, the footer has more to say in the same space. */}
        {state.status === 'finished' && nextReadingAt && (
          <span className={isCrowded ? 'max-[1600px]:sr-only' : 'max-[420px]:sr-only'}>
            {' '}
            · Reads again at {toClockText(nextReadingAt, timeZone)}
          </span>
        )}
      </p>
      {/* Announced when it changes, without moving the focus. */}
      <p aria-live="polite" className="font-medium tabular-nums empty:hidden">
        {arrivedLate > 0 && `${toCounted(arrivedLate, 'entry', 'entries')} arrived late`}
      </p>
      {missing && (
        <p className="text-kumo-warning" title={missing.reason}>
          The reading of {toClockText(missing.dueAt, timeZone)} failed
        </p>
      )}
    </>
  )
}

function toWhy(since: string | undefined): string {
  const readings =
    'While this page is open, the last hour of the range is read again 8, 20 and 60 minutes after its end.'
  return since ? `Entries after ${since} may still appear. ${readings}` : readings
}
