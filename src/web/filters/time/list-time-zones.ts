/** The zones to choose from: UTC, this computer's, and all that the browser knows. */
import { findZoneWord } from '../../../query/time/typed-time.ts'
import { formatOffset, getOffsetMs } from '../../../query/time/zoned-time.ts'

/** A zone as the picker offers it. */
export type ZoneChoice = {
  /** The name for the address, such as `Europe/Berlin`. */
  name: string
  label: string
  /** Its offset at the moment, and what makes it special. */
  hint: string
  /** What typing finds it by. */
  words: string
}

/** UTC first, then this computer's zone, the chosen one, and the rest by name. */
export function listTimeZones(
  chosen: string,
  nowMs: number,
  local = Intl.DateTimeFormat().resolvedOptions().timeZone,
  known: readonly string[] = Intl.supportedValuesOf('timeZone'),
): readonly ZoneChoice[] {
  const names = new Set(['UTC', local, chosen, ...known.toSorted()])
  return [...names].map((name) => toChoice(name, nowMs, name === local))
}

/** Some browsers keep names that the database has given up; people look for the present ones. */
const presentNames: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Asmara',
  'America/Godthab': 'Nuuk',
  'Asia/Calcutta': 'Kolkata',
  'Asia/Katmandu': 'Kathmandu',
  'Asia/Rangoon': 'Yangon',
  'Asia/Saigon': 'Ho Chi Minh',
  'Atlantic/Faeroe': 'Faroe',
  'Europe/Kiev': 'Kyiv',
  'Pacific/Ponape': 'Pohnpei',
  'Pacific/Truk': 'Chuuk',
}

function toChoice(name: string, nowMs: number, isLocal: boolean): ZoneChoice {
  const offset = `UTC${formatOffset(getOffsetMs(nowMs, name))}`
  const word = findZoneWord(nowMs, name) ?? ''
  const isOwnWord = !/^(GMT|UTC)/.test(word)
  const hint = [
    name === 'UTC' ? 'Coordinated Universal Time; what the logs record' : `${offset} now`,
    ...(isOwnWord ? [word] : []),
    ...(Object.hasOwn(presentNames, name) ? [`also ${presentNames[name]}`] : []),
    ...(isLocal ? ['this computer’s zone'] : []),
  ].join(' · ')
  // People write cities with blanks, and offsets with or without a leading zero.
  const spaced = name.replaceAll('_', ' ')
  const words = [name, spaced, spaced.split('/').at(-1), hint, offset.replace(/([+-])0/, '$1')]
  return { name, label: spaced, hint, words: words.join(' ') }
}
