/** The form for an absolute range: two times in many spellings, typed or pasted as a pair, and shown in UTC before Apply. */
import { CalendarDotsIcon } from '@phosphor-icons/react/dist/csr/CalendarDots'
import { type FormEvent, Suspense, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { TimeRange } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { findTypedRange, type TypedRange } from '../../../query/time/typed-range.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { findDaySpan, toCalendarDay, toTypedDays } from './calendar-days.ts'
import { listRangeNotes } from './list-range-notes.ts'
import { RangeEndInput } from './range-end-input.tsx'
import { RangeNotes } from './range-notes.tsx'
import { readEnds, toTypedRange } from './typed-ends.ts'

const DayCalendar = lazyPart(() =>
  import('./day-calendar.tsx').then(({ DayCalendar }) => DayCalendar),
)

export function AbsoluteRangeForm({
  dataset,
  timeRange,
  resolved,
  timeZone,
  nowMs,
  onChange,
}: {
  dataset: Dataset
  timeRange: TimeRange
  resolved: ResolvedTimeRange | undefined
  timeZone: string
  nowMs: number | undefined
  onChange: (timeRange: TimeRange) => void
}) {
  const initial = toTypedRange(timeRange, resolved, timeZone)
  const exact = toTypedRange(timeRange, resolved, 'UTC')
  const [typed, setTyped] = useState(initial)
  const [hasCalendar, setHasCalendar] = useState(false)
  const findPair = (text: string) =>
    findTypedRange(text, nowMs === undefined ? undefined : { nowMs, timeZone })
  const readRange = (ends: TypedRange) =>
    readEnds(dataset, ends, { timeZone, nowMs, initial, exact })
  const pair = findPair(typed.since) ?? findPair(typed.before)
  const { since, before, range } = readRange(pair ?? typed)

  function splitPair(text: string): boolean {
    const pasted = findPair(text)
    if (pasted) setTyped(pasted)
    return pasted !== undefined
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (range) onChange(range)
  }

  return (
    <form aria-label="Absolute range" className="flex flex-col gap-2 p-3" onSubmit={submit}>
      <RangeEndInput
        label="Since"
        remark="included"
        text={typed.since}
        read={since}
        emptyMeaning="one day before the other end"
        onChange={(text) => setTyped({ ...typed, since: text })}
        onPasteText={splitPair}
      />
      <RangeEndInput
        label="Before"
        remark="not included"
        text={typed.before}
        read={before}
        emptyMeaning="now, when the search runs"
        onChange={(text) => setTyped({ ...typed, before: text })}
        onPasteText={splitPair}
      />
      {pair && (
        <p className="m-0 text-[12px] leading-4 text-kumo-default">
          One text gives both ends; Enter applies them.
        </p>
      )}
      {range && <RangeNotes notes={listRangeNotes(dataset, range, undefined, nowMs)} />}
      {hasCalendar && (
        <div className="flex min-h-84 flex-col items-center">
          <Suspense fallback={<p className="text-kumo-subtle">Loading the calendar…</p>}>
            <DayCalendar
              span={findDaySpan(range, timeZone)}
              today={nowMs === undefined ? undefined : toCalendarDay(nowMs, timeZone)}
              onChange={(span) => setTyped(toTypedDays(span))}
            />
          </Suspense>
          <p className="text-[12px] text-kumo-subtle">Whole days in {timeZone}</p>
        </div>
      )}
      <div className="mt-auto flex items-end gap-2">
        <p className="m-0 mr-auto text-[12px] leading-4 text-kumo-subtle">
          A date, a time, an epoch or “3 days ago”; one without a zone is read in{' '}
          <span className="font-medium text-kumo-default">{timeZone}</span>. “A to B” fills both.
        </p>
        <IconButton
          size="sm"
          variant="secondary"
          icon={<CalendarDotsIcon aria-hidden />}
          label="Calendar"
          title="Pick days from a calendar"
          aria-expanded={hasCalendar}
          onClick={() => setHasCalendar(!hasCalendar)}
        />
        <Button type="submit" size="sm" variant="primary" disabled={!range}>
          Apply
        </Button>
      </div>
    </form>
  )
}
