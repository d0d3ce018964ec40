/** What an address says beside the query: state that only the screen has, under keys of its own. */
import type { Pair } from '../query-string.ts'
import { isTimeZone } from '../time/zoned-time.ts'

/** An entry named by a link: its id and its time as the entry spells it; each empty when it has none. */
export type EntryReference = { id: string; time: string }

/** The open entry, the time zone of the display, and the text looked for in loaded entries. */
export type ScreenState = { entry?: EntryReference; timeZone?: string; find?: string }

/** A value understood, as the part of the state that it sets, or why it cannot be used. */
type Reading = { state: ScreenState; problem?: never } | { problem: string }

const readers: Record<string, (value: string) => Reading> = {
  tz: (value) =>
    isTimeZone(value)
      ? { state: { timeZone: value } }
      : {
          problem: `“${value.slice(0, 60)}” is not a time zone. Use one such as UTC or Europe/Berlin.`,
        },
  entry(value) {
    // The time is whatever the entry spells, also when that is no instant.
    const at = value.lastIndexOf('@')
    return at === -1
      ? {
          problem: '“entry” does not name an entry. It reads id@time, as “copy link” writes it.',
        }
      : { state: { entry: { id: value.slice(0, at), time: value.slice(at + 1) } } }
  },
  find: (value) =>
    value === ''
      ? { problem: '“find” has no text. Give one, or remove it.' }
      : { state: { find: value } },
}

/** Whether a key of an address belongs to the screen. */
export function isScreenKey(key: string): boolean {
  return Object.hasOwn(readers, key)
}

/** Reads the value of a screen's key. */
export function readScreenValue(key: string, value: string): Reading {
  const read = Object.hasOwn(readers, key) ? readers[key] : undefined
  return read ? read(value) : { problem: `“${key}” is not a key of the screen. Remove it.` }
}

/** The state as keys and values of an address. */
export function toScreenPairs({ timeZone, entry, find }: ScreenState): Pair[] {
  return [
    ...(find ? [['find', find] as const] : []),
    ...(timeZone === undefined ? [] : [['tz', timeZone] as const]),
    ...(entry ? [['entry', `${entry.id}@${entry.time}`] as const] : []),
  ]
}
