/**
 * Parses times as users type and paste them: RFC 3339, dates, Unix epochs, formats of log lines, and the format of the
 * table. The result states every assumption that was made, such as the zone.
 */
import { findEpochMs, findInstantForm, formatInstant } from '../../cloudflare/instant.ts'
import { findSpokenTime } from './spoken-time.ts'
import { findTimeShape, type TimeShape } from './time-shape.ts'
import { findClockChange, formatOffset, getOffsetMs, listInstantsAt } from './zoned-time.ts'

/** The result for a typed time: empty, a value for the API with a remark, or a message about a problem. */
export type TypedTime =
  | { kind: 'empty' }
  | {
      kind: 'time'
      /** A date or an RFC 3339 instant. */
      value: string
      /** The assumption that was made, such as the zone, as a sentence for the user. */
      remark?: string
    }
  | { kind: 'problem'; message: string }

/** How to interpret a text without a zone. */
export type ReadingContext = {
  /** The zone in which the screen shows times. */
  timeZone: string
  /** The end of the range. When clocks show a time twice, the instant is used that makes the range longer. */
  end: 'since' | 'before'
  /** The present in epoch milliseconds, for `3 days ago`; without it such a text is a problem. */
  nowMs?: number | undefined
}

/** Parses one end of a range. */
export function parseTypedTime(text: string, context: ReadingContext): TypedTime {
  if (text.trim() === '') return { kind: 'empty' }
  const { nowMs, timeZone } = context
  const explicit = parseExplicit(text, context)
  if (explicit.kind !== 'problem' || nowMs === undefined) return explicit
  const spoken = findSpokenTime(text, { nowMs, timeZone })
  if (!spoken) return explicit
  if ('problem' in spoken) return { kind: 'problem', message: spoken.problem }
  const parsed = parseExplicit(spoken.text, context)
  if (parsed.kind !== 'time' || spoken.remark === undefined) return parsed
  return { ...parsed, remark: [spoken.remark, parsed.remark].filter(Boolean).join(' ') }
}

function parseExplicit(text: string, context: ReadingContext): TypedTime {
  const shape = findTimeShape(text)
  if ('problem' in shape) return { kind: 'problem', message: shape.problem }
  if (shape.kind === 'epoch') {
    return toTime(formatInstant(shape.epochMs), `Read as ${shape.unit} since 1970.`, text)
  }
  const { zone } = shape
  if (zone.kind === 'offset') return toTime(`${toWallText(shape)}${zone.offset}`, undefined, text)
  if (zone.kind === 'utc') return readInUtc(shape, undefined, text)
  if (zone.kind === 'name') return readInZone(shape, zone.name, context.end, undefined)
  if (zone.kind === 'abbreviation') return readAbbreviated(shape, zone.text, context)
  return context.timeZone === 'UTC'
    ? readInUtc(shape, shape.time ? 'No zone given: read in UTC.' : 'Midnight in UTC.', text)
    : readInZone(shape, context.timeZone, context.end, `No zone given: read in ${context.timeZone}`)
}

type WallShape = Extract<TimeShape, { kind: 'wall' }>

const toWallText = ({ date, time }: WallShape) => `${date}T${time ?? '00:00:00'}`

function readInUtc(shape: WallShape, remark: string | undefined, text: string): TypedTime {
  return toTime(shape.time ? `${toWallText(shape)}Z` : shape.date, remark, text)
}

/** Checks a value once more: every time in a result is one that the API accepts. */
function toTime(value: string, remark: string | undefined, text: string): TypedTime {
  if (findInstantForm(value) === undefined) {
    return {
      kind: 'problem',
      message: `“${clip(text)}” names a day or an hour that does not exist.`,
    }
  }
  return { kind: 'time', value, ...(remark !== undefined && { remark }) }
}

/** Interprets a time in a zone, also when the clocks of the zone show it twice or never. */
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
  const instants = listInstantsAt(wallMs, timeZone)
  const chosen = end === 'since' ? instants[0] : instants.at(-1)
  if (chosen === undefined) return readSkipped(shape, wallMs, timeZone, asTyped)
  if (instants.length === 1) {
    const offset = formatOffset(getOffsetMs(chosen, timeZone))
    return toTime(toUtc(chosen, shape), remark && `${remark}, at UTC${offset} then.`, asTyped)
  }
  const [first = chosen, last = chosen] = instants
  const other = chosen === first ? last : first
  const remarkOnBoth =
    `This time comes twice in ${timeZone}, because the clocks are set back: the ` +
    `${chosen === first ? 'first' : 'second'} one, UTC${formatOffset(getOffsetMs(chosen, timeZone))}, was taken, so ` +
    `that nothing is missed. Add ${formatOffset(getOffsetMs(other, timeZone))} for the other.`
  return toTime(toUtc(chosen, shape), remarkOnBoth, asTyped)
}

/** Interprets a time that the clocks of a zone skip: a day begins later then, but a time of day is a problem. */
function readSkipped(
  shape: WallShape,
  wallMs: number,
  timeZone: string,
  asTyped: string,
): TypedTime {
  const change = findClockChange(wallMs, timeZone)
  const formatWall = (ms: number) => formatInstant(ms).slice(0, 16).replace('T', ' ')
  if (!change) return { kind: 'problem', message: `${asTyped} does not exist in ${timeZone}.` }
  const [from, to] = [formatWall(change.from), formatWall(change.to)]
  if (!shape.time) {
    return toTime(
      formatInstant(change.epochMs),
      `In ${timeZone} this day begins at ${to.slice(11)}.`,
      asTyped,
    )
  }
  const message =
    `${asTyped} does not exist in ${timeZone}: the clocks go from ${from.slice(11)} to ${to.slice(11)}. ` +
    `Use ${to}, or add an offset such as ${formatOffset(getOffsetMs(change.epochMs, timeZone))}.`
  return { kind: 'problem', message }
}

/** Interprets an abbreviation such as `EDT`, which is ambiguous: it is accepted when the zone of the screen uses it. */
function readAbbreviated(shape: WallShape, text: string, { timeZone }: ReadingContext): TypedTime {
  const wallMs = findEpochMs(`${toWallText(shape)}Z`)
  const epochMs =
    wallMs === undefined || timeZone === 'UTC'
      ? undefined
      : listInstantsAt(wallMs, timeZone).find(
          (instantMs) => findZoneWord(instantMs, timeZone) === text,
        )
  if (epochMs !== undefined) {
    return toTime(toUtc(epochMs, shape), `${text} is read as that of ${timeZone}.`, text)
  }
  const message =
    `“${clip(text)}” does not name one zone for certain. Use UTC, an offset such as +01:00, or a ` +
    'name such as Europe/Berlin.'
  return { kind: 'problem', message }
}

const zoneFormatters = new Map<string, Intl.DateTimeFormat>()

/** The short name of a zone's time at an instant, as the screen shows it: `UTC`, `GMT+1`, `EDT`. */
export function findZoneWord(epochMs: number, timeZone: string): string | undefined {
  const formatter =
    zoneFormatters.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, timeZoneName: 'short', hour: 'numeric' })
  zoneFormatters.set(timeZone, formatter)
  return formatter.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value
}

/** Formats an instant in UTC, with the decimals of the text, which may be finer than milliseconds. */
function toUtc(epochMs: number, { time = '' }: WallShape): string {
  const fraction = /\.(\d+)$/.exec(time)?.[1]
  const seconds = formatInstant(epochMs).slice(0, -'.000Z'.length)
  return `${seconds}${fraction ? `.${fraction}` : ''}Z`
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
