/** Lists the time zones to choose from: UTC, that of this computer, and all that the browser knows. */
import { findZoneWord } from '../../../query/time/typed-time.ts'
import { formatOffset, getOffsetMs } from '../../../query/time/zoned-time.ts'

/** One zone of the picker. */
export type ZoneChoice = {
  /** The name for the address, such as `Europe/Berlin`. */
  name: string
  label: string
  /** The current offset, other names, and whether it is the zone of this computer. */
  hint: string
  /** The text that typing searches. */
  words: string
}

/** UTC first, then the zone of this computer, the chosen one, and the others by name. */
export function listTimeZones(
  chosen: string,
  nowMs: number,
  local = Intl.DateTimeFormat().resolvedOptions().timeZone,
  supported: readonly string[] = Intl.supportedValuesOf('timeZone'),
): readonly ZoneChoice[] {
  const names = new Set(['UTC', local, chosen, ...supported.toSorted()])
  return [...names].map((name) => toChoice(name, nowMs, name === local))
}

/** Some browsers still list names that the tz database has replaced; users search for the current ones. */
const currentNames: Readonly<Record<string, string>> = {
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
    ...(Object.hasOwn(currentNames, name) ? [`also ${currentNames[name]}`] : []),
    ...(isLocal ? ['this computer’s zone'] : []),
  ].join(' · ')
  // Users type cities with spaces, and offsets with or without a leading zero.
  const spaced = name.replaceAll('_', ' ')
  const words = [name, spaced, spaced.split('/').at(-1), hint, offset.replace(/([+-])0/, '$1')]
  return { name, label: spaced, hint, words: words.join(' ') }
}
