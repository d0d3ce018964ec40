/** The part of an address that is no query: the state of the screen, under the keys `entry`, `find`, `tz`, `pairs` and `seal`. */
import { formatQueryString, type Pair } from '../query-string.ts'
import { isTimeZone } from '../time/zoned-time.ts'
import { type PairsChoice, pairsChoices } from './pairs-choices.ts'
import { formatSeal, parseSeal, type Seal } from './seal-text.ts'
import { parseSource } from './source-text.ts'

/**
 * An entry named by a link: its id, and its time as the entry spells it; each is empty when the entry has none. In a
 * timeline, `source` is the text of its source.
 */
export type EntryReference = { id: string; time: string; source?: string }

/**
 * The open entry, the time zone of the display (an IANA name or an offset), the text to find in loaded entries, how
 * a timeline shows pairs of entries, where that is not in one row, and the fingerprint of the result as it was when the
 * link was made.
 */
export type ScreenState = {
  entry?: EntryReference
  timeZone?: string
  find?: string
  pairs?: PairsChoice
  seal?: Seal
}

/** The part of the state that a value sets, or a message for the user that says why it cannot be used. */
type Reading = { state: ScreenState; problem?: never } | { problem: string }

const readers: Record<string, (value: string) => Reading> = {
  tz: (value) =>
    isTimeZone(value)
      ? { state: { timeZone: value } }
      : {
          problem: `“${value.slice(0, 60)}” is not a time zone. Use one such as UTC or Europe/Berlin.`,
        },
  entry(value) {
    const entry = findEntry(value)
    return entry
      ? { state: { entry } }
      : { problem: '“entry” does not name an entry. It reads id@time, as “copy link” writes it.' }
  },
  pairs(value) {
    const known = pairsChoices.find(({ key }) => key === value)
    return known
      ? { state: { pairs: known.choice } }
      : { problem: `“pairs” is one of ${pairsChoices.map(({ key }) => key).join(', ')}.` }
  },
  seal(value) {
    const parsed = parseSeal(value)
    return parsed.problem === undefined ? { state: { seal: parsed.seal } } : parsed
  },
  find: (value) =>
    value === ''
      ? { problem: '“find” has no text. Give one, or remove it.' }
      : { state: { find: value } },
}

/** The time is the entry's own text, which need not be an instant. An id may contain `@`. */
function findEntry(value: string): EntryReference | undefined {
  const separatorIndex = value.lastIndexOf('@')
  if (separatorIndex === -1) return undefined
  const [before, last] = [value.slice(0, separatorIndex), value.slice(separatorIndex + 1)]
  if (!before.includes('@') || !parseSource(last).source) return { id: before, time: last }
  const entry = findEntry(before)
  return entry && { ...entry, source: last }
}

/** Whether a key of an address sets the state of the screen. */
export function isScreenKey(key: string): boolean {
  return Object.hasOwn(readers, key)
}

/** Reads the value of a key of the screen. A key that is not one of them is a problem. */
export function readScreenValue(key: string, value: string): Reading {
  const read = Object.hasOwn(readers, key) ? readers[key] : undefined
  return read ? read(value) : { problem: `“${key}” is not a key of the screen. Remove it.` }
}

/** The state without the fingerprint of a result. */
export function withoutSeal({ seal: _, ...others }: ScreenState): ScreenState {
  return others
}

/** The state as pairs of an address; what is not set gives no pair. */
export function toScreenPairs({ timeZone, entry, find, pairs, seal }: ScreenState): Pair[] {
  const pairsKey = pairsChoices.find(({ choice }) => choice === pairs)?.key
  return [
    ...(pairsKey === undefined ? [] : [['pairs', pairsKey] as const]),
    ...(find ? [['find', find] as const] : []),
    ...(timeZone === undefined ? [] : [['tz', timeZone] as const]),
    ...(entry ? [['entry', formatEntry(entry)] as const] : []),
    ...(seal ? [['seal', formatSeal(seal)] as const] : []),
  ]
}

/** Adds a time zone to an address that has no state of the screen, such as a saved one. UTC is the default and adds nothing. */
export function withTimeZone(address: string, timeZone: string | undefined): string {
  if (timeZone === undefined || timeZone === 'UTC') return address
  return `${address}${address.includes('?') ? '&' : '?'}${formatQueryString([['tz', timeZone]])}`
}

function formatEntry({ id, time, source }: EntryReference): string {
  return source === undefined ? `${id}@${time}` : `${id}@${time}@${source}`
}
