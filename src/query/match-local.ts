/**
 * Tests loaded entries against local filters. An entry has to match all of them; without a value at the pointer it
 * fails an include and passes an exclude. Entries are untrusted text, so only own properties are read.
 */
import type { Dataset } from '../catalog/define-dataset.ts'
import { datasets } from '../catalog/index.ts'
import { findEpochMs } from '../cloudflare/instant.ts'
import { findPointerKeys, toFieldPointer } from './json-pointer.ts'
import { createHoursMatcher } from './local/match-hours.ts'
import { createNetworkMatcher, isNetworkFilter } from './local/networks.ts'
import { createTextSearch } from './local/text-forms.ts'
import { groupLocalFilters } from './local-filters.ts'
import type { FieldFilter, HoursFilter, LocalFilter, RuleFilter, TextFilter } from './log-query.ts'
import { isNetwork } from './validate-query.ts'

/** Whether an entry matches all local filters; `json` is its text as the API wrote it, where that is known. */
export type LocalMatcher = (entry: unknown, json?: string) => boolean

/** The local filters that the content of an entry decides, without its time and without rules. */
export type ContentFilter = Exclude<LocalFilter, HoursFilter | RuleFilter>

/** Whether the content of an entry decides a local filter. */
export function isContentFilter(filter: LocalFilter): filter is ContentFilter {
  return filter.kind === 'field' || filter.kind === 'text'
}

/**
 * Prepares local filters for many entries of a dataset. Filters by rules pass every entry here: only the store has the
 * rules.
 */
export function createEntryMatcher(
  { timePath }: Pick<Dataset, 'timePath'>,
  localFilters: readonly LocalFilter[],
): LocalMatcher {
  const matches = createLocalMatcher(localFilters.filter(isContentFilter))
  const isInHours = createHoursMatcher(localFilters.filter((filter) => filter.kind === 'hours'))
  const timeKeys = timePath.split('.')
  return (entry, json) => {
    const time = readPointer(entry, timeKeys)
    const timeMs = typeof time === 'string' ? findEpochMs(time) : undefined
    return isInHours(timeMs ?? Number.NaN) && matches(entry, json)
  }
}

/**
 * Prepares local filters for many entries. A pointer goes through objects, arrays, and strings that hold JSON as text;
 * an invalid pointer finds nothing. Contained texts are compared in lower case, exact ones as they are, with the value
 * as `toComparedText` writes it. A field with several paths is read at the first one that has a value, as in the table.
 * Several filters of one pointer and mode mean any of them; everything else has to match.
 */
export function createLocalMatcher(localFilters: readonly ContentFilter[]): LocalMatcher {
  const tests = groupLocalFilters(localFilters).map((group) => {
    const [first] = group
    return first.kind === 'text' ? createTextTest(first) : createFieldTest(first, group)
  })
  return (entry, json) => tests.every((test) => test(entry, json))
}

function createTextTest({ mode, text }: TextFilter): LocalMatcher {
  const contains = createTextSearch(text)
  return (entry, json = JSON.stringify(entry)) => contains(json) === (mode === 'include')
}

/**
 * The text that a local filter compares: a string itself, any other value as compact JSON; `undefined` for a missing
 * value, and for one that is nested too deep for `JSON.stringify`.
 */
export function toComparedText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

/** Tests the value at one pointer: an include needs one of the filters to match, an exclude none of them. */
function createFieldTest(
  { pointer, mode }: FieldFilter,
  filters: readonly ContentFilter[],
): LocalMatcher {
  const paths = listKeyPaths(pointer)
  const tests = filters.flatMap((filter) =>
    filter.kind === 'field' ? [createValueTest(filter)] : [],
  )
  const includes = mode === 'include'
  return (entry) => {
    const recordedText = toComparedText(readFirst(entry, paths))
    if (recordedText === undefined) return !includes
    return tests.some((test) => test(recordedText)) === includes
  }
}

function createValueTest(filter: FieldFilter): (recordedText: string) => boolean {
  const { text, isExact } = filter
  if (isNetworkFilter(filter) && isNetwork(text)) return createNetworkMatcher([text])
  const wantedText = isExact ? text : text.toLowerCase()
  // A link cannot carry half of a surrogate pair: the filter has the replacement character then.
  const isRepaired = text.includes('\ufffd')
  return (recordedText) => {
    const comparedText = isRepaired ? recordedText.toWellFormed() : recordedText
    return isExact ? comparedText === wantedText : comparedText.toLowerCase().includes(wantedText)
  }
}

/** The paths of each field that has several, as pointers. */
const alternativePointers: readonly (readonly string[])[] = datasets.flatMap(({ fields }) =>
  fields.flatMap(({ path, otherPaths }) =>
    otherPaths ? [[path, ...otherPaths].map(toFieldPointer)] : [],
  ),
)

/** The keys of a pointer and of the alternative pointers to the same field, the given pointer first. */
function listKeyPaths(pointer: string): readonly (readonly string[])[] {
  const others = alternativePointers.filter((pointers) => pointers.includes(pointer)).flat()
  return [...new Set([pointer, ...others])].flatMap((each) => {
    const keys = findPointerKeys(each)
    return keys ? [keys] : []
  })
}

function readFirst(entry: unknown, paths: readonly (readonly string[])[]): unknown {
  for (const keys of paths) {
    const value = readPointer(entry, keys)
    if (value !== undefined) return value
  }
  return undefined
}

/** The value at these keys, or `undefined`. Text is parsed as JSON only when more keys follow. */
function readPointer(entry: unknown, keys: readonly string[]): unknown {
  let value = entry
  for (const key of keys) {
    const container = typeof value === 'string' ? findJson(value) : value
    const isContainer = typeof container === 'object' && container !== null
    if (!isContainer || !Object.hasOwn(container, key)) return undefined
    // `length` is an own property of an array, but no value of the JSON.
    if (Array.isArray(container) && !/^(0|[1-9]\d*)$/.test(key)) return undefined
    value = (container as Record<string, unknown>)[key]
  }
  return value
}

/** The object or list that a text is the JSON of; `undefined` for any other text. */
export function findJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
