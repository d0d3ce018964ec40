/** A calendar for picking a range of whole days in the zone of the screen; loaded on demand. */
import { DatePicker } from '@cloudflare/kumo/components/date-picker'
import { useState } from 'react'
import type { DaySpan } from './calendar-days.ts'

export function DayCalendar({
  span,
  today,
  onChange,
}: {
  span: DaySpan | undefined
  today: Date | undefined
  onChange: (span: DaySpan) => void
}) {
  // The first day of the span being picked. Clicks alternate between starting a span and ending it.
  const [first, setFirst] = useState<Date>()
  const month = span?.to ?? today

  function pick(day: Date) {
    setFirst(first ? undefined : day)
    const [from = day, to = day] = [first ?? day, day].sort((a, b) => a.getTime() - b.getTime())
    onChange({ from, to })
  }

  return (
    <>
      <DatePicker
        mode="range"
        selected={span}
        {...(month && { defaultMonth: month })}
        {...(today && { today })}
        weekStartsOn={1}
        showOutsideDays={false}
        autoFocus
        onChange={(_, day) => pick(day)}
      />
      <p className="text-[12px] text-kumo-subtle" role="status">
        {first ? 'Now pick the last day.' : 'Pick the first day.'}
      </p>
    </>
  )
}
