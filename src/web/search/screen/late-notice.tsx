/** Says in the footer as of when the list was read, when it is read again, and how many entries arrived late. */

import { onlySource } from '../../store/entry-store.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import { toClockText, toSecondText } from '../../ui/text/time-text.ts'
import { getSource } from '../engine/ledger.ts'
import type { SearchState } from '../engine/search-state.ts'
import { toLateFacts } from './late-words.ts'

/** Draws the notice; nothing for a range that ended long before the search. */
export function LateNotice({ state, timeZone }: { state: SearchState; timeZone: string }) {
  const facts = toLateFacts(state, getSource(state.ledger, onlySource))
  if (!facts) return null
  const { asReadAt, nextReadingAt, arrivedLate, missingReadings } = facts
  const { mayStillChangeSince } = state
  const missing = missingReadings.at(-1)
  return (
    <>
      <p
        className="text-kumo-strong tabular-nums"
        title="While this page is open, the last hour of the range is read again 8, 20 and 60 minutes after its end."
      >
        {mayStillChangeSince
          ? `entries after ${toSecondText(mayStillChangeSince, timeZone)} may still appear`
          : `as read at ${toClockText(asReadAt, timeZone)}`}
        {/* Of a list that is not whole yet, the footer has more to say in the same space. */}
        {state.status === 'finished' &&
          nextReadingAt &&
          `; next reading at ${toClockText(nextReadingAt, timeZone)}`}
      </p>
      {/* Announced when it changes, without moving the focus. */}
      <p aria-live="polite" className="font-medium tabular-nums empty:hidden">
        {arrivedLate > 0 && `${toCounted(arrivedLate, 'entry', 'entries')} arrived late`}
      </p>
      {missing && (
        <p className="text-kumo-warning" title={missing.reason}>
          reading of {toClockText(missing.dueAt, timeZone)} is missing
        </p>
      )}
    </>
  )
}
