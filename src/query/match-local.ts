/**
 * Does a loaded entry satisfy these local filters? All have to hold; an entry that has nothing at the
 * place fails an include and passes an exclude. Entries are anybody's text: only own keys count.
 */
import { datasets } from '../catalog/index.ts'
import { findPointerKeys, toFieldPointer } from './json-pointer.ts'
import type { LocalFilter } from './log-query.ts'

/** Decides about one entry. */
export type LocalMatcher = (entry: unknown) => boolean

/**
 * Prepares local filters for many entries. A pointer goes through objects, arrays, and strings that
 * hold JSON as text; one that is no pointer leads nowhere. Contained texts are compared in lower case,
 * exact ones as they are. What is found is compared as `toComparedText` writes it. A field that stands
 * under one of several names is looked for under each, as the table does.
 */
export function createLocalMatcher(localFilters: readonly LocalFilter[]): LocalMatcher {
  const tests = localFilters.map(createTest)
  return (entry) => tests.every((test) => test(entry))
}

/**
 * The text that a local filter compares: a string itself, anything else as compact JSON; `undefined` for
 * what is missing, and for what is nested too deep to be written.
 */
export function toComparedText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

function createTest({ pointer, mode, text, isExact }: LocalFilter): LocalMatcher {
  const places = findPlaces(pointer)
  const wanted = isExact ? text : text.toLowerCase()
  // A link cannot carry half of a surrogate pair; the replacement stands for it then.
  const repair = text.includes('\ufffd')
  const includes = mode === 'include'
  return (entry) => {
    const found = toComparedText(readPlaces(entry, places))
    if (found === undefined) return !includes
    const compared = repair ? found.toWellFormed() : found
    const holds = isExact ? compared === wanted : compared.toLowerCase().includes(wanted)
    return holds === includes
  }
}

/** The spellings of each field that has several, as pointers. */
const spellings: readonly (readonly string[])[] = datasets.flatMap(({ fields }) =>
  fields.flatMap(({ path, otherPaths }) =>
    otherPaths ? [[path, ...otherPaths].map(toFieldPointer)] : [],
  ),
)

/** The keys of all places where the value may stand, the pointer's own first. */
function findPlaces(pointer: string): readonly (readonly string[])[] {
  const others = spellings.filter((each) => each.includes(pointer)).flat()
  return [...new Set([pointer, ...others])].flatMap((each) => {
    const keys = findPointerKeys(each)
    return keys ? [keys] : []
  })
}

function readPlaces(entry: unknown, places: readonly (readonly string[])[]): unknown {
  for (const keys of places) {
    const value = readPointer(entry, keys)
    if (value !== undefined) return value
  }
  return undefined
}

/** The value at these keys, or `undefined`. Text is read as JSON only where the way leads on through it. */
function readPointer(entry: unknown, keys: readonly string[]): unknown {
  let value = entry
  for (const key of keys) {
    const place = typeof value === 'string' ? findJson(value) : value
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, key)) return undefined
    // The length of an array is its own property, but no place in the JSON.
    if (Array.isArray(place) && !/^(0|[1-9]\d*)$/.test(key)) return undefined
    value = (place as Record<string, unknown>)[key]
  }
  return value
}

function findJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
