/** The cells of the heat map, one for each hour of the week, and the filters by hours that they stand for. */
import {
  dayMinutes,
  formatHours,
  formatTimeOfDay,
  parseHours,
  weekdayNames,
} from '../../../query/local/hours.ts'

/** A cell: weekday 0 is Monday. */
export type HourCell = { day: number; hour: number }

/** Hours of a day. */
export const dayHours = 24

/** A rectangle of cells between two corners, both included, in any order. */
export type HourBlock = { from: HourCell; to: HourCell }

/** The name of a weekday. */
export const dayLabels = [
  ...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
] as const

/** The start of an hour: `07:00`. */
export function toHourLabel(hour: number): string {
  return formatTimeOfDay(hour * 60)
}

/** The position of a cell in the counts of the store. */
export function toCellNumber({ day, hour }: HourCell): number {
  return day * dayHours + hour
}

/** Whether a block has a cell. */
export function isInBlock(block: HourBlock, { day, hour }: HourCell): boolean {
  const { days, hours } = toSpans(block)
  return day >= days[0] && day <= days[1] && hour >= hours[0] && hour <= hours[1]
}

/** The sum of the counts of a block. */
export function countBlock(block: HourBlock, counts: readonly number[]): number {
  return counts.reduce((sum, count, number) => {
    const cell = { day: Math.floor(number / dayHours), hour: number % dayHours }
    return isInBlock(block, cell) ? sum + count : sum
  }, 0)
}

/** The hours of a block as a filter has them: `mon-fri 07:00-19:00 Europe/London`. */
export function toBlockHours(block: HourBlock, zone: string): string {
  const { days, hours } = toSpans(block)
  return formatHours({
    weekdays: weekdayNames.flatMap((_, day) => (day >= days[0] && day <= days[1] ? [day] : [])),
    times: [{ from: hours[0] * 60, to: (hours[1] + 1) * 60 }],
    zone,
  })
}

/** The numbers of the cells that have a minute of these hours; none when they are in another zone. */
export function listHourCells(text: string, zone: string): readonly number[] {
  const { hours } = parseHours(text)
  if (!hours || hours.zone !== zone) return []
  const cells = new Set<number>()
  for (const day of hours.weekdays) {
    for (const { from, to } of hours.times) {
      const [first, end] = [day * dayMinutes + from, day * dayMinutes + to]
      for (let cell = Math.floor(first / 60); cell * 60 < end; cell++) {
        cells.add(cell % (7 * dayHours))
      }
    }
  }
  return [...cells]
}

/** Steps of the color of a cell with entries. */
export const maxLevel = 4

/** The step of the color of a cell: 0 without entries, else 1 to `maxLevel` by its share of the maximum. */
export function toLevel(count: number, max: number): number {
  return count === 0 ? 0 : Math.max(1, Math.ceil((count / max) * maxLevel))
}

function toSpans({ from, to }: HourBlock) {
  const span = (a: number, b: number) => [Math.min(a, b), Math.max(a, b)] as const
  return { days: span(from.day, to.day), hours: span(from.hour, to.hour) }
}
