/** Hours while they are edited, and their problems. */
import {
  dayMinutes,
  formatTimeOfDay,
  parseHours,
  parseTimeOfDay,
  weekdayNames,
} from '../../../query/local/hours.ts'

/** Hours while they are edited: times and zone as they are typed. */
export type HoursDraft = {
  weekdays: readonly number[]
  times: readonly { from: string; to: string }[]
  zone: string
}

/** The draft in the form of links, which need not be valid. */
export function toHoursText({ weekdays, times, zone }: HoursDraft): string {
  const days = weekdays.map((day) => weekdayNames[day]).join(',')
  const ranges = times.map(({ from, to }) => `${from.trim()}-${to.trim()}`).join(',')
  return [days, ranges, zone.trim()].filter(Boolean).join(' ')
}

/** The problem of a draft, in words; `undefined` when its text is valid. */
export function findHoursProblem(draft: HoursDraft): string | undefined {
  if (draft.weekdays.length === 0) return 'Choose at least one day of the week.'
  const wrong = draft.times
    .flatMap(({ from, to }) => [from.trim(), to.trim()])
    .find((time) => parseTimeOfDay(time) === undefined)
  if (wrong === '') return 'A time is missing. Write one such as 07:00.'
  if (wrong !== undefined) return `“${wrong.slice(0, 60)}” is not a time. Write one such as 07:00.`
  return parseHours(toHoursText(draft)).problem
}

/** The draft of hours in the form of links; empty for a text that is none. */
export function createHoursDraft(text: string): HoursDraft {
  const { hours } = parseHours(text)
  if (!hours) return { weekdays: [], times: [{ from: '', to: '' }], zone: 'UTC' }
  return {
    weekdays: hours.weekdays,
    times: hours.times.map(({ from, to }) => ({
      from: formatTimeOfDay(from),
      to: formatTimeOfDay(to > dayMinutes ? to - dayMinutes : to),
    })),
    zone: hours.zone,
  }
}
