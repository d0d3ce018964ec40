/** Instants in UTC with three digits of a second, as milliseconds. */

type Bytes = Uint8Array<ArrayBuffer>

const pattern = 'dddd-dd-ddTdd:dd:dd.dddZ'
/** Bytes of such an instant. */
export const instantLength = pattern.length
const dayLength = 10
const separators = [...pattern].map((each) => (each === 'd' ? 0 : each.charCodeAt(0)))
const zero = '0'.charCodeAt(0)
const lastSign = 'Z'.charCodeAt(0)
const dayMs = 86_400_000
/** Milliseconds from one instant to another that fit in four bytes. */
const mostApartMs = 0x7fff_ffff

/** Instants as milliseconds from one of them. */
export type FoldedInstants = { instants: Int32Array; baseMs: number }

/** Collects instants of a text, from its start on. */
export function createInstantFolder(bytes: Bytes) {
  const found: number[] = []
  const readDay = createDayReader(bytes)
  let baseMs = Number.NaN
  let nextStart = -1
  let nextMs = 0

  function isFoldable(start: number): boolean {
    if (!hasPattern(bytes, start)) return false
    nextMs = readDay(start) + readTimeOfDay(bytes, start)
    return found.length === 0 ? !Number.isNaN(nextMs) : Math.abs(nextMs - baseMs) <= mostApartMs
  }

  return {
    /** Where the next instant starts, from a place on; infinity when there is none. */
    findNext(from: number): number {
      while (nextStart < from) {
        const last = bytes.indexOf(lastSign, Math.max(from, nextStart + 1) + instantLength - 1)
        if (last < 0) nextStart = Number.POSITIVE_INFINITY
        else {
          nextStart = last - instantLength + 1
          if (!isFoldable(nextStart)) from = Math.max(from, nextStart + 1)
        }
      }
      return nextStart
    },
    /** Takes the instant that was found last. */
    fold(): void {
      if (found.length === 0) baseMs = nextMs
      found.push(nextMs - baseMs)
    },
    folded: (): FoldedInstants => ({ instants: Int32Array.from(found), baseMs }),
  }
}

/** Reads days as milliseconds; NaN for one that no calendar has. Neighbors are mostly of the same day. */
function createDayReader(bytes: Bytes): (start: number) => number {
  let knownAt = -1
  let knownMs = Number.NaN

  function isKnown(start: number): boolean {
    if (knownAt < 0) return false
    for (let at = 0; at < dayLength; at++) {
      if (bytes[start + at] !== bytes[knownAt + at]) return false
    }
    return true
  }

  return (start) => {
    if (isKnown(start)) return knownMs
    const day = String.fromCharCode(...bytes.subarray(start, start + dayLength))
    const ms = Date.parse(`${day}T00:00:00.000Z`)
    knownAt = start
    knownMs = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day) ? ms : Number.NaN
    return knownMs
  }
}

function hasPattern(bytes: Bytes, start: number): boolean {
  if (start < 0) return false
  for (let at = 0; at < instantLength; at++) {
    const byte = bytes[start + at] ?? 0
    const separator = separators[at] ?? 0
    if (separator === 0 ? byte < zero || byte > zero + 9 : byte !== separator) return false
  }
  return true
}

/** Milliseconds since midnight; NaN for what no clock shows, and for leap seconds. */
function readTimeOfDay(bytes: Bytes, start: number): number {
  const read = (at: number) =>
    ((bytes[start + at] ?? 0) - zero) * 10 + (bytes[start + at + 1] ?? 0) - zero
  const hours = read(11)
  const minutes = read(14)
  const seconds = read(17)
  if (hours > 23 || minutes > 59 || seconds > 59) return Number.NaN
  const rest = read(20) * 10 + (bytes[start + 22] ?? 0) - zero
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + rest
}

let spelled = { dayMs: Number.NaN, text: new Uint8Array(0) }

/** Spells an instant into bytes. */
export function spellInstant(epochMs: number, bytes: Bytes, start: number): void {
  const timeMs = ((epochMs % dayMs) + dayMs) % dayMs
  if (spelled.dayMs !== epochMs - timeMs) {
    const text = new TextEncoder().encode(new Date(epochMs - timeMs).toISOString())
    spelled = { dayMs: epochMs - timeMs, text }
  }
  const { text } = spelled
  for (let at = 0; at < instantLength; at++) bytes[start + at] = text[at] ?? 0
  const minutes = Math.floor(timeMs / 60_000)
  const seconds = Math.floor(timeMs / 1_000) - minutes * 60
  const rest = timeMs % 1_000
  spellTwo(Math.floor(minutes / 60), bytes, start + 11)
  spellTwo(minutes % 60, bytes, start + 14)
  spellTwo(seconds, bytes, start + 17)
  spellTwo(Math.floor(rest / 10), bytes, start + 20)
  bytes[start + 22] = zero + (rest % 10)
}

function spellTwo(number: number, bytes: Bytes, at: number): void {
  const tens = Math.floor(number / 10)
  bytes[at] = zero + tens
  bytes[at + 1] = zero + number - tens * 10
}
