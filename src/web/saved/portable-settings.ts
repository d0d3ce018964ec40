/**
 * The preferences of this browser that a file carries to another one, and what importing them changes. The last scopes
 * and paths stay behind: they belong to this browser's Gumshoe. So do named keys: a file cannot say whom to trust.
 */
import { findDataset } from '../../catalog/index.ts'
import { findLostPath } from '../preferences/find-lost-path.ts'
import { type Preferences, readPreferences } from '../preferences/preferences.ts'
import { readViewPreferences, type ViewPreferences } from '../preferences/view-preferences.ts'

const preferenceKeys = ['theme', 'timeZone', 'isWelcomed', 'networks', 'rulesOff'] as const
const viewKeys = [
  'density',
  'columns',
  'facets',
  'hasHistogram',
  'histogramBy',
  'histogramView',
  'hasFacets',
  'facetOrder',
] as const

/** The preferences in a file; each may be absent. */
export type PortableSettings = {
  preferences: Partial<Pick<Preferences, (typeof preferenceKeys)[number]>>
  view: Partial<ViewPreferences>
}

/** The part of all preferences that is written to a file. */
export function toPortableSettings(
  { theme, timeZone, isWelcomed, networks, rulesOff }: Preferences,
  view: ViewPreferences,
): PortableSettings {
  return { preferences: { theme, timeZone, isWelcomed, networks, rulesOff }, view }
}

/** Reads the settings of a file; the problem names the first part that is not understood. */
export function readPortableSettings(
  preferences: unknown,
  view: unknown,
): PortableSettings | { problem: string } {
  const readOnes = {
    preferences: pick(readPreferences(preferences), preferenceKeys, preferences),
    view: pick(readViewPreferences(view), viewKeys, view),
  }
  const lost = findLostPath({ preferences: preferences ?? {}, view: view ?? {} }, readOnes)
  if (lost === undefined) return readOnes
  return { problem: `“${lost.slice(0, 120)}” is unknown here, or has a value that is not allowed.` }
}

/** The members that the given value has, so that a file without a setting changes nothing. */
function pick<T extends object, K extends keyof T>(
  read: T,
  keys: readonly K[],
  given: unknown,
): Partial<Pick<T, K>> {
  const isGiven = (key: K) =>
    typeof given === 'object' && given !== null && Object.hasOwn(given, key)
  const part: Partial<Pick<T, K>> = {}
  for (const key of keys) if (isGiven(key)) part[key] = read[key]
  return part
}

const words: Readonly<Record<string, string>> = {
  theme: 'Theme',
  timeZone: 'Time zone',
  isWelcomed: 'Starting points seen',
  networks: 'Named networks',
  rulesOff: 'Rules switched off',
  density: 'Density of the table',
  hasHistogram: 'Histogram shown',
  histogramBy: 'Bars stacked by',
  histogramView: 'View of the histogram',
  hasFacets: 'Facets shown',
  facetOrder: 'Order of facet values',
  columns: 'Columns',
  facets: 'Facets',
}

/** What importing settings changes: the settings to store, and a report in words. */
export function mergeSettings(
  present: PortableSettings,
  given: PortableSettings,
): PortableSettings & { report: readonly string[] } {
  const report: string[] = []
  let same = 0
  const compare = (name: string, before: unknown, after: unknown) => {
    if (JSON.stringify(before) === JSON.stringify(after)) same++
    else if (before === undefined) report.push(`${name}: added.`)
    else report.push(`${name}: replaced${toReplacedWords(before, after)}.`)
  }
  for (const key of preferenceKeys) {
    if (key in given.preferences) {
      compare(words[key] ?? key, present.preferences[key], given.preferences[key])
    }
  }
  for (const key of viewKeys) {
    if (!(key in given.view)) continue
    if (key !== 'columns' && key !== 'facets') {
      compare(words[key] ?? key, present.view[key], given.view[key])
      continue
    }
    for (const [id, list] of Object.entries(given.view[key] ?? {})) {
      const title = findDataset(id)?.title ?? `the log “${id.slice(0, 60)}”, unknown here`
      compare(`${words[key]} of ${title}`, present.view[key]?.[id], list)
    }
  }
  const sameWords = same === 1 ? '1 setting was' : `${same} settings were`
  return {
    preferences: given.preferences,
    view: {
      ...given.view,
      ...(given.view.columns && { columns: { ...present.view.columns, ...given.view.columns } }),
      ...(given.view.facets && { facets: { ...present.view.facets, ...given.view.facets } }),
    },
    report: same === 0 ? report : [...report, `${sameWords} the same already.`],
  }
}

function toReplacedWords(before: unknown, after: unknown): string {
  const isShort = (value: unknown) => typeof value !== 'object' && value !== undefined
  return isShort(before) && isShort(after) ? `, ${toWord(before)} by ${toWord(after)}` : ''
}

function toWord(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return `“${String(value)}”`
}
