/** Splits a typed or pasted range into its two times: `A to B`, `A – B`, `A/B`, two cells of a table, or `last 3 days`. */
import { findSpokenTime, type SpokenContext } from './spoken-time.ts'
import { findTimeShape, type TimeShape } from './time-shape.ts'

/** The texts of both ends, for `parseTypedTime`. */
export type TypedRange = { since: string; before: string }

/** Separators of two times, the least ambiguous first. A hyphen is last, because dates have hyphens. */
const separators: readonly RegExp[] = [
  /[\t\r\n]+/g,
  / +(?:to|until|till|and|through) +/gi,
  / *(?:→|–|—|->|⟶|\.\.+) */g,
  / +- +/g,
  / *[/;|] */g,
  / *, +/g,
  /-/g,
]

/** Maximum length of a text, in UTF-16 units; longer texts are no ranges. */
const maxTextLength = 200

/**
 * The two ends of a text that has two times; `undefined` for one time or any other text. Spoken times such as
 * `yesterday 17:00` are ends only with a context.
 */
export function findTypedRange(text: string, context?: SpokenContext): TypedRange | undefined {
  if (text.length > maxTextLength || !('problem' in findTimeShape(text))) return undefined
  const rangeText = text.trim().replace(/^(from|between|since) +/i, '')
  const length = /^(?:the )?(?:last|past) (.+)$/i.exec(rangeText)?.[1]
  if (context && length !== undefined) {
    const [since, before] = [`${length} ago`, 'now'].map((each) => findSpokenTime(each, context))
    if (since && before && 'text' in since && 'text' in before) {
      return { since: since.text, before: before.text }
    }
  }
  for (const separator of separators) {
    for (const match of rangeText.matchAll(separator)) {
      const range = parseEnds(
        rangeText.slice(0, match.index),
        rangeText.slice(match.index + match[0].length),
        context,
      )
      if (range) return range
    }
  }
  return undefined
}

/** The explicit form of a spoken time; any other text is returned unchanged. */
function toExplicitText(text: string, context: SpokenContext | undefined): string {
  if (!context || !('problem' in findTimeShape(text))) return text
  const spoken = findSpokenTime(text, context)
  return spoken && 'text' in spoken ? spoken.text : text
}

function parseEnds(
  leftText: string,
  rightText: string,
  context: SpokenContext | undefined,
): TypedRange | undefined {
  const left = toExplicitText(leftText, context)
  const right = toExplicitText(rightText, context)
  const first = findTimeShape(left)
  if ('problem' in first) return undefined
  const completed = complete(right, first)
  const second = findTimeShape(completed)
  if ('problem' in second) return undefined
  // A zone that is written once is the zone of both. That of a spoken time was not written.
  const zone = second.kind === 'wall' ? toZoneText(second) : ''
  const isWritten = zone !== '' && right === rightText
  const isShared = isWritten && first.kind === 'wall' && first.zone.kind === 'none'
  return { since: isShared ? `${left.trim()} ${zone}` : left.trim(), before: completed.trim() }
}

/**
 * Completes the end of a range such as `2026-11-20 10:00Z – 11:30` with the day and the zone of its start. An end that
 * is earlier than the start, as in `23:00 – 01:00`, is on the next day.
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

/** Whether both have the same zone; a missing zone is the zone of the other. */
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
