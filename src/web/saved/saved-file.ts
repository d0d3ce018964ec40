/**
 * Saved queries ⇄ a JSON file. A file comes from anybody: it is taken whole or not at all, and every
 * message names the part that is wrong.
 */
import { toCountText } from '../ui/text/count-text.ts'
import {
  findNameProblem,
  findNoteProblem,
  findSavedAddress,
  type SavedQuery,
  savedSizes,
} from './saved-query.ts'

const format = 'gumshoe-saved-queries'
const version = 1

/** Largest file that is read, in bytes; 500 long queries need less than a tenth of what is common. */
export const largestFileBytes = 2_000_000

/** How many problems are listed; a file that is wrong throughout needs no longer list. */
const maxProblems = 8

/** Writes a file. */
export function formatSavedFile(queries: readonly SavedQuery[]): string {
  const entries = queries.map(({ name, note, address }) => ({
    name,
    ...(note !== '' && { note }),
    address,
  }))
  return `${JSON.stringify({ format, version, queries: entries }, null, 2)}\n`
}

/** What a file holds, or what is wrong with it. */
export type SavedFile = { queries: readonly SavedQuery[] } | { problems: readonly string[] }

/** Reads a file's text; addresses come out in their canonical form. */
export function parseSavedFile(text: string): SavedFile {
  if (text.length > largestFileBytes) return { problems: [tooLargeMessage(text.length)] }
  const file = findJson(text)
  if (!isPlainObject(file))
    return { problems: ['The file is not a JSON object. Export one to see.'] }
  if (own(file, 'format') !== format) {
    return { problems: [`“format” is not “${format}”: this is no file of saved queries.`] }
  }
  if (own(file, 'version') !== version) {
    return { problems: [`“version” is not ${version}. A newer Gumshoe may have written the file.`] }
  }
  const unknown = findUnknownKey(file, ['format', 'version', 'queries'])
  if (unknown !== undefined)
    return { problems: [`${quote(unknown)} is not a part of such a file.`] }
  const list = own(file, 'queries')
  if (!Array.isArray(list)) return { problems: ['“queries” is not a list.'] }
  if (list.length > savedSizes.queries) {
    const count = toCountText(list.length)
    return { problems: [`“queries” has ${count} entries; at most ${savedSizes.queries} are kept.`] }
  }
  return readList(list)
}

/** The message about a file that is not read because of its size. */
export function tooLargeMessage(bytes: number): string {
  const size = (bytes / 1_000_000).toFixed(1)
  return `The file has ${size} MB; saved queries fit into ${largestFileBytes / 1_000_000} MB. It was not read.`
}

function readList(list: readonly unknown[]): SavedFile {
  const queries: SavedQuery[] = []
  const problems: string[] = []
  const names = new Set<string>()
  for (const [index, item] of list.entries()) {
    const found = readQuery(item)
    const place = `queries[${index}]`
    if ('problem' in found) problems.push(`${place}${found.problem}`)
    else if (names.has(found.query.name)) {
      problems.push(`${place}.name: ${quote(found.query.name)} is there twice.`)
    } else {
      names.add(found.query.name)
      queries.push(found.query)
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
  const [name, note, address] = [own(item, 'name'), own(item, 'note') ?? '', own(item, 'address')]
  if (typeof name !== 'string') return { problem: '.name is not text.' }
  const nameProblem = findNameProblem(name)
  if (nameProblem) return { problem: `.name: ${nameProblem}` }
  if (typeof note !== 'string') return { problem: '.note is not text.' }
  const noteProblem = findNoteProblem(note)
  if (noteProblem) return { problem: `.note: ${noteProblem}` }
  if (typeof address !== 'string') return { problem: '.address is not text.' }
  const found = findSavedAddress(address)
  if ('problem' in found) return { problem: `.address: ${found.problem}` }
  return { query: { name: name.trim(), note: note.trim(), address: found.address } }
}

/** Nesting that is too deep for the parser is no file of ours either. */
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

/** `__proto__` in JSON is a key like any other; only what the object itself has counts. */
function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

function findUnknownKey(object: object, known: readonly string[]): string | undefined {
  return Object.keys(object).find((key) => !known.includes(key))
}

function quote(text: string): string {
  return `“${text.slice(0, 40)}”`
}
