/** A range that was pasted as one text: `A to B`, `A – B`, `A/B`, two cells of a table. */
import { findTimeShape, type TimeShape } from './time-shape.ts'

/** Both ends as texts of their own; each is for `readTypedTime` to judge. */
export type TypedRange = { since: string; before: string }

/** What stands between two times, the clearest first. A lone hyphen is tried last: dates have them. */
const separators: readonly RegExp[] = [
  /[\t\r\n]+/g,
  / +(?:to|until|till|and|through) +/gi,
  / *(?:→|–|—|->|⟶|\.\.+) */g,
  / +- +/g,
  / *[/;|] */g,
  / *, +/g,
  /-/g,
]

/** Longest text that is looked at, in characters. */
const maxTextLength = 200

/** The two ends of a text that holds a pair of times; `undefined` for one time, or for anything else. */
export function findTypedRange(text: string): TypedRange | undefined {
  if (text.length > maxTextLength || !('problem' in findTimeShape(text))) return undefined
  const whole = text.trim().replace(/^(from|between|since) +/i, '')
  for (const separator of separators) {
    for (const match of whole.matchAll(separator)) {
      const found = readHalves(
        whole.slice(0, match.index),
        whole.slice(match.index + match[0].length),
      )
      if (found) return found
    }
  }
  return undefined
}

function readHalves(left: string, right: string): TypedRange | undefined {
  const first = findTimeShape(left)
  if ('problem' in first) return undefined
  const completed = complete(right, first)
  const second = findTimeShape(completed)
  if ('problem' in second) return undefined
  // A zone that is written once is meant for both.
  const zone = second.kind === 'wall' ? toZoneText(second) : ''
  const isShared = zone !== '' && first.kind === 'wall' && first.zone.kind === 'none'
  return { since: isShared ? `${left.trim()} ${zone}` : left.trim(), before: completed.trim() }
}

/**
 * The end of `2026-11-20 10:00Z – 11:30`: its day, and its zone, are those of the beginning. One that is
 * earlier than the beginning, as in `23:00 – 01:00`, is of the next day.
 */
function complete(right: string, first: TimeShape): string {
  if (first.kind !== 'wall') return right
  const text = /^\d{1,2}:\d{2}/.test(right.trim())
    ? `${findEndDay(right, first)} ${right.trim()}`
    : right
  const shape = findTimeShape(text)
  const lacksZone = !('problem' in shape) && shape.kind === 'wall' && shape.zone.kind === 'none'
  return lacksZone ? `${text.trim()} ${toZoneText(first)}`.trim() : text
}

function findEndDay(clock: string, first: Extract<TimeShape, { kind: 'wall' }>): string {
  const end = findTimeShape(`${first.date} ${clock.trim()}`)
  const isEarlier = 'time' in end && end.time !== undefined && end.time < (first.time ?? '')
  if (!isEarlier || !sameZone(end, first)) return first.date
  return new Date(Date.parse(first.date) + 86_400_000).toISOString().slice(0, 10)
}

/** Whether the clocks of both can be compared as they stand; no zone is the zone of the other. */
function sameZone(one: Extract<TimeShape, { kind: 'wall' }>, other: typeof one): boolean {
  const [zone, otherZone] = [toZoneText(one), toZoneText(other)]
  return zone === '' || otherZone === '' || zone === otherZone
}

function toZoneText(shape: Extract<TimeShape, { kind: 'wall' }>): string {
  const { zone } = shape
  if (zone.kind === 'utc') return 'UTC'
  if (zone.kind === 'offset') return zone.offset
  if (zone.kind === 'name') return zone.name
  return zone.kind === 'abbreviation' ? zone.text : ''
}
