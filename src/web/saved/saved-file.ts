/**
 * Formats saved queries, alone or with all settings of this browser, as a JSON file and parses one. A file may come from
 * anyone: it is accepted completely or not at all, and every message names the invalid part.
 */
import { toCountText } from '../ui/text/count-text.ts'
import { type PortableSettings, readPortableSettings } from './portable-settings.ts'
import {
  findNameProblem,
  findNoteProblem,
  parseSavedAddress,
  type SavedQuery,
  savedSizes,
} from './saved-query.ts'

/** A file of saved queries, and one with everything that this browser keeps. Both have the same versions. */
const formats = { queries: 'gumshoe-saved-queries', browser: 'gumshoe-browser-state' } as const
const version = 1

/** Maximum size of a file, in bytes. */
export const maxFileBytes = 2_000_000

/** Maximum number of listed problems. */
const maxProblems = 8

/** Formats the text of a file. */
export function formatSavedFile(queries: readonly SavedQuery[]): string {
  return toText({ format: formats.queries, version, queries: queries.map(toFileQuery) })
}

/** Formats the text of a file with the saved queries and the settings; `writtenBy` names the version of Gumshoe. */
export function formatBrowserFile(
  queries: readonly SavedQuery[],
  settings: PortableSettings,
  writtenBy: string,
): string {
  const file = { format: formats.browser, version, writtenBy, queries: queries.map(toFileQuery) }
  return toText({ ...file, ...settings })
}

function toFileQuery({ name, note, address }: SavedQuery) {
  return { name, ...(note !== '' && { note }), address }
}

const toText = (file: object) => `${JSON.stringify(file, null, 2)}\n`

/** The queries of a file, and its settings if it has some; or its problems. */
export type SavedFile =
  | { queries: readonly SavedQuery[]; settings?: PortableSettings }
  | { problems: readonly string[] }

/** Parses the text of a file; the addresses of the result are in canonical form. */
export function parseSavedFile(text: string): SavedFile {
  if (text.length > maxFileBytes) return { problems: [tooLargeMessage(text.length)] }
  const file = findJson(text)
  if (!isPlainObject(file))
    return { problems: ['The file is not a JSON object. Export one to see.'] }
  const isBrowserFile = getOwn(file, 'format') === formats.browser
  if (!isBrowserFile && getOwn(file, 'format') !== formats.queries) {
    const names = `“${formats.queries}” or “${formats.browser}”`
    return { problems: [`“format” is not ${names}: Gumshoe did not write this file.`] }
  }
  if (getOwn(file, 'version') !== version) return { problems: [toVersionMessage(file)] }
  const settingKeys = isBrowserFile ? ['writtenBy', 'preferences', 'view'] : []
  const unknown = findUnknownKey(file, ['format', 'version', 'queries', ...settingKeys])
  if (unknown !== undefined)
    return { problems: [`${quote(unknown)} is not a part of such a file.`] }
  const list = getOwn(file, 'queries')
  if (!Array.isArray(list)) return { problems: ['“queries” is not a list.'] }
  if (list.length > savedSizes.queries) {
    const count = toCountText(list.length)
    return { problems: [`“queries” has ${count} entries; at most ${savedSizes.queries} are kept.`] }
  }
  const read = readList(list)
  if (!isBrowserFile || 'problems' in read) return read
  const settings = readPortableSettings(getOwn(file, 'preferences'), getOwn(file, 'view'))
  return 'problem' in settings ? { problems: [settings.problem] } : { ...read, settings }
}

/** Names the version of a file that this Gumshoe does not read, and what to do. */
function toVersionMessage(file: Record<string, unknown>): string {
  const [given, writer] = [getOwn(file, 'version'), getOwn(file, 'writtenBy')]
  const from = typeof writer === 'string' ? `, written by ${writer.slice(0, 60)}` : ''
  if (typeof given !== 'number') return `“version” is not ${version}: the file is damaged.`
  return `“version” is ${given}${from}; this Gumshoe reads version ${version}. Update this Gumshoe, then import the file again.`
}

/** The message about a file that is too large to be read. */
export function tooLargeMessage(bytes: number): string {
  const size = (bytes / 1_000_000).toFixed(1)
  return `The file has ${size} MB; such files fit into ${maxFileBytes / 1_000_000} MB. It was not read.`
}

function readList(list: readonly unknown[]): SavedFile {
  const queries: SavedQuery[] = []
  const problems: string[] = []
  const names = new Set<string>()
  for (const [index, item] of list.entries()) {
    const parsed = readQuery(item)
    const path = `queries[${index}]`
    if ('problem' in parsed) problems.push(`${path}${parsed.problem}`)
    else if (names.has(parsed.query.name)) {
      problems.push(`${path}.name: ${quote(parsed.query.name)} is there twice.`)
    } else {
      names.add(parsed.query.name)
      queries.push(parsed.query)
    }
  }
  if (problems.length === 0) return { queries }
  const more = problems.length - maxProblems
  return {
    problems: [
      ...problems.slice(0, maxProblems),
      ...(more > 0 ? [`… and ${more} more problems.`] : []),
    ],
  }
}

function readQuery(item: unknown): { query: SavedQuery } | { problem: string } {
  if (!isPlainObject(item)) return { problem: ' is not an object.' }
  const unknown = findUnknownKey(item, ['name', 'note', 'address'])
  if (unknown !== undefined) {
    return { problem: `: ${quote(unknown)} is not a part of a saved query.` }
  }
  const [name, note, address] = [
    getOwn(item, 'name'),
    getOwn(item, 'note') ?? '',
    getOwn(item, 'address'),
  ]
  if (typeof name !== 'string') return { problem: '.name is not text.' }
  const nameProblem = findNameProblem(name)
  if (nameProblem) return { problem: `.name: ${nameProblem}` }
  if (typeof note !== 'string') return { problem: '.note is not text.' }
  const noteProblem = findNoteProblem(note)
  if (noteProblem) return { problem: `.note: ${noteProblem}` }
  if (typeof address !== 'string') return { problem: '.address is not text.' }
  const parsed = parseSavedAddress(address)
  if ('problem' in parsed) return { problem: `.address: ${parsed.problem}` }
  return { query: { name: name.trim(), note: note.trim(), address: parsed.address } }
}

/** The JSON value of a text; `undefined` if it is not JSON, or nested too deeply for the parser. */
function findJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of an own property; JSON may contain keys such as `__proto__`, so the prototype is not asked. */
function getOwn(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

function findUnknownKey(object: object, knownKeys: readonly string[]): string | undefined {
  return Object.keys(object).find((key) => !knownKeys.includes(key))
}

function quote(text: string): string {
  return `“${text.slice(0, 40)}”`
}
