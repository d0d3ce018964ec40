/**
 * Times as people type and paste them: RFC 3339, dates, epochs, log lines' forms, and the table's own
 * spelling. A reading never guesses in silence: what was assumed comes back in words.
 */
import { findEpochMs, findInstantForm, formatInstant } from '../../cloudflare/instant.ts'
import { findTimeShape, type TimeShape } from './time-shape.ts'
import { findClockChange, findInstantsAt, findOffsetMs, formatOffset } from './zoned-time.ts'

/** A typed time: nothing, what the API is asked with and what was assumed, or why it is unusable. */
export type TypedTime =
  | { kind: 'empty' }
  | {
      kind: 'time'
      /** A date or an RFC 3339 instant. */
      value: string
      /** What the text did not say itself, such as its zone. */
      remark?: string
    }
  | { kind: 'problem'; message: string }

/** How a text without a zone is read: where, and at which end of a range. */
export type ReadingContext = {
  /** The zone in which the screen shows times. */
  timeZone: string
  /** Of two instants with the same reading, the one is taken that widens the range. */
  end: 'since' | 'before'
}

/** Reads one end of a range. */
export function readTypedTime(text: string, place: ReadingContext): TypedTime {
  if (text.trim() === '') return { kind: 'empty' }
  const shape = findTimeShape(text)
  if ('problem' in shape) return { kind: 'problem', message: shape.problem }
  if (shape.kind === 'epoch') {
    return toTime(formatInstant(shape.epochMs), `Read as ${shape.unit} since 1970.`, text)
  }
  const { zone } = shape
  if (zone.kind === 'offset') return toTime(`${toWallText(shape)}${zone.offset}`, undefined, text)
  if (zone.kind === 'utc') return readInUtc(shape, undefined, text)
  if (zone.kind === 'name') return readInZone(shape, zone.name, place.end, undefined)
  if (zone.kind === 'abbreviation') return readAbbreviated(shape, zone.text, place)
  return place.timeZone === 'UTC'
    ? readInUtc(shape, shape.time ? 'No zone given: read in UTC.' : 'Midnight in UTC.', text)
    : readInZone(shape, place.timeZone, place.end, `No zone given: read in ${place.timeZone}`)
}

type WallShape = Extract<TimeShape, { kind: 'wall' }>

const toWallText = ({ date, time }: WallShape) => `${date}T${time ?? '00:00:00'}`

function readInUtc(shape: WallShape, remark: string | undefined, text: string): TypedTime {
  return toTime(shape.time ? `${toWallText(shape)}Z` : shape.date, remark, text)
}

/** Keeps the last check in one place: what leaves here is what the API accepts. */
function toTime(value: string, remark: string | undefined, text: string): TypedTime {
  if (findInstantForm(value) === undefined) {
    return {
      kind: 'problem',
      message: `“${clip(text)}” names a day or an hour that does not exist.`,
    }
  }
  return { kind: 'time', value, ...(remark !== undefined && { remark }) }
}

/** A reading of the wall clock of a zone, with the words for a clock that is being changed. */
function readInZone(
  shape: WallShape,
  timeZone: string,
  end: ReadingContext['end'],
  remark: string | undefined,
): TypedTime {
  const wallMs = findEpochMs(`${toWallText(shape)}Z`)
  const asTyped = `${shape.date} ${(shape.time ?? '00:00').replace(/:00$/, '')}`
  if (wallMs === undefined) {
    return { kind: 'problem', message: `“${asTyped}” names a day or an hour that does not exist.` }
  }
  const instants = findInstantsAt(wallMs, timeZone)
  const taken = end === 'since' ? instants[0] : instants.at(-1)
  if (taken === undefined) return readSkipped(shape, wallMs, timeZone, asTyped)
  if (instants.length === 1) {
    const offset = formatOffset(findOffsetMs(taken, timeZone))
    return toTime(toUtc(taken, shape), remark && `${remark}, at UTC${offset} then.`, asTyped)
  }
  const [first = taken, last = taken] = instants
  const other = taken === first ? last : first
  const words =
    `This time comes twice in ${timeZone}, because the clocks are set back: the ` +
    `${taken === first ? 'first' : 'second'} one, UTC${formatOffset(findOffsetMs(taken, timeZone))}, was taken, so ` +
    `that nothing is missed. Add ${formatOffset(findOffsetMs(other, timeZone))} for the other.`
  return toTime(toUtc(taken, shape), words, asTyped)
}

/** What no clock of the zone has shown: a day then begins later, but an hour is nobody's to guess. */
function readSkipped(
  shape: WallShape,
  wallMs: number,
  timeZone: string,
  asTyped: string,
): TypedTime {
  const change = findClockChange(wallMs, timeZone)
  const show = (ms: number) => formatInstant(ms).slice(0, 16).replace('T', ' ')
  if (!change) return { kind: 'problem', message: `${asTyped} does not exist in ${timeZone}.` }
  const [from, to] = [show(change.from), show(change.to)]
  if (!shape.time) {
    return toTime(
      formatInstant(change.epochMs),
      `In ${timeZone} this day begins at ${to.slice(11)}.`,
      asTyped,
    )
  }
  const message =
    `${asTyped} does not exist in ${timeZone}: the clocks go from ${from.slice(11)} to ${to.slice(11)}. ` +
    `Use ${to}, or add an offset such as ${formatOffset(findOffsetMs(change.epochMs, timeZone))}.`
  return { kind: 'problem', message }
}

/** `EDT` and its like mean different zones to different people; the zone on the screen decides. */
function readAbbreviated(shape: WallShape, text: string, { timeZone }: ReadingContext): TypedTime {
  const wallMs = findEpochMs(`${toWallText(shape)}Z`)
  const found =
    wallMs === undefined || timeZone === 'UTC'
      ? undefined
      : findInstantsAt(wallMs, timeZone).find((each) => findZoneWord(each, timeZone) === text)
  if (found !== undefined)
    return toTime(toUtc(found, shape), `${text} is read as that of ${timeZone}.`, text)
  const message =
    `“${clip(text)}” does not name one zone for certain. Use UTC, an offset such as +01:00, or a ` +
    'name such as Europe/Berlin.'
  return { kind: 'problem', message }
}

const zoneWords = new Map<string, Intl.DateTimeFormat>()

/** What a zone calls its time at an instant, as the screen shows it: `UTC`, `GMT+1`, `EDT`. */
export function findZoneWord(epochMs: number, timeZone: string): string | undefined {
  const known = zoneWords.get(timeZone)
  const formatter =
    known ?? new Intl.DateTimeFormat('en-CA', { timeZone, timeZoneName: 'short', hour: 'numeric' })
  zoneWords.set(timeZone, formatter)
  return formatter.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value
}

/** The instant in UTC, with the digits beyond milliseconds that the text has. */
function toUtc(epochMs: number, { time = '' }: WallShape): string {
  const fraction = /\.(\d+)$/.exec(time)?.[1]
  const seconds = formatInstant(epochMs).slice(0, -'.000Z'.length)
  return `${seconds}${fraction ? `.${fraction}` : ''}Z`
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
