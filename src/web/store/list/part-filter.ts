/**
 * Selects the rows of a narrower question. A filter on a field with a dictionary is evaluated once for each value. Of a
 * field with too many values for one, the texts are searched, and the entries that contain a value are evaluated.
 * Nothing is selected while one row is in doubt.
 */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { toFieldPointer } from '../../../query/json-pointer.ts'
import {
  type CertainMatcher,
  createCertainMatchers,
} from '../../../query/narrowing/create-certain-matchers.ts'
import { chunkSize } from '../columns/chunked-array.ts'
import type { CodedValues } from '../columns/field-column.ts'
import {
  absentCode,
  createFieldReader,
  type FieldValue,
  nullCode,
  unusualCode,
} from '../columns/field-reader.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { PartDoubt, StorePart } from '../entry-store.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import type { EntryTable } from './entry-table.ts'

/** Removes rows that are not in the part from the mask, or returns why that is not certain. */
export type PartFilter = (mask: RowMask, signal: AbortSignal) => Promise<PartDoubt | undefined>

/** Maximum number of pages that workers process at a time. */
const maxPagesInFlight = 8

/** An include that takes a search through more pages than this is answered sooner by the API. */
const maxIncludePages = 200

/** Prepares the filter of a part for a table with one source. */
export function createPartFilter(table: EntryTable, tasks: PageTasks, part: StorePart): PartFilter {
  const [source] = table.sources
  const matchers = source ? createCertainMatchers(source.dataset, part.filters) : []
  return async (mask, signal) => {
    const doubtOfTime = keepTimes(table, mask, part)
    if (doubtOfTime) return doubtOfTime
    const coded: [CertainMatcher, CodedValues, Uint8Array][] = []
    const others: CertainMatcher[] = []
    for (const matcher of matchers) {
      const values = table.columns.get(matcher.field.path)?.values()
      if (values?.kind === 'coded') coded.push([matcher, values, decideCodes(matcher, values)])
      else others.push(matcher)
    }
    // Certain tests come first: a doubt about an entry that another filter drops does not matter.
    for (const [, values, outcomes] of coded) keepPossible(mask, values, outcomes)
    for (const matcher of others) {
      const doubt = await keepFound(table, tasks, matcher, mask, signal)
      if (doubt) return doubt
    }
    for (const [matcher, values, outcomes] of coded) {
      const code = findDoubtful(mask, values, outcomes)
      if (code !== undefined) return toDoubt(matcher, toFieldValue(values, code))
    }
    return undefined
  }
}

/** Keeps the rows within the bounds; a row without a time is in doubt. */
function keepTimes(
  { times }: EntryTable,
  mask: RowMask,
  { since, before }: StorePart,
): PartDoubt | undefined {
  if (since === undefined && before === undefined) return undefined
  const sinceMs = findEpochMs(since ?? '') ?? Number.NEGATIVE_INFINITY
  const beforeMs = findEpochMs(before ?? '') ?? Number.POSITIVE_INFINITY
  const rows = mask.bytes()
  for (const [number, chunk] of times.chunks.entries()) {
    const first = number * chunkSize
    const end = Math.min(first + chunkSize, rows.length)
    for (let row = first; row < end; row++) {
      if (rows[row] === 0) continue
      const timeMs = chunk.baseMs + (chunk.times[row - first] ?? Number.NaN)
      if (Number.isNaN(timeMs)) return { kind: 'time' }
      if (timeMs < sinceMs || timeMs >= beforeMs) rows[row] = 0
    }
  }
  return undefined
}

const dropped = 0
const kept = 1
const doubtful = 2

/** What becomes of the rows of each code. */
function decideCodes({ decide }: CertainMatcher, values: CodedValues): Uint8Array {
  return Uint8Array.from(values.texts, (_, code) => toOutcome(decide, toFieldValue(values, code)))
}

function toFieldValue({ texts }: CodedValues, code: number): FieldValue {
  return code === absentCode || code === unusualCode || code === nullCode
    ? code
    : (texts[code] ?? '')
}

function toOutcome(decide: CertainMatcher['decide'], value: FieldValue): number {
  if (value === unusualCode) return doubtful
  const passes = decide(typeof value === 'string' ? value : undefined)
  return passes === undefined ? doubtful : passes ? kept : dropped
}

function keepPossible(mask: RowMask, { chunks }: CodedValues, outcomes: Uint8Array): void {
  const possible = outcomes.map((outcome) => (outcome === dropped ? 0 : 1))
  const rows = mask.bytes()
  for (const [number, codes] of chunks.entries()) {
    const first = number * chunkSize
    const end = Math.min(first + chunkSize, rows.length)
    for (let row = first; row < end; row++) {
      rows[row] = (rows[row] ?? 0) & (possible[codes[row - first] ?? 0] ?? 0)
    }
  }
}

/** The code of the first row of the mask that is in doubt. */
function findDoubtful(
  mask: RowMask,
  { chunks }: CodedValues,
  outcomes: Uint8Array,
): number | undefined {
  if (!outcomes.includes(doubtful)) return undefined
  const rows = mask.bytes()
  for (const [number, codes] of chunks.entries()) {
    const first = number * chunkSize
    const end = Math.min(first + chunkSize, rows.length)
    for (let row = first; row < end; row++) {
      const code = codes[row - first] ?? 0
      if (rows[row] === 1 && outcomes[code] === doubtful) return code
    }
  }
  return undefined
}

function toDoubt({ parameter, values }: CertainMatcher, value: FieldValue): PartDoubt {
  if (typeof value !== 'string') return { kind: 'structure', parameter }
  const contains = (sought: string) => value.toLowerCase().includes(sought.toLowerCase())
  const sought = values.find(contains) ?? values.join(', ')
  return { kind: 'value', parameter, value, sought }
}

/** Searches the pages for the values of a filter whose field has no dictionary. */
async function keepFound(
  table: EntryTable,
  tasks: PageTasks,
  matcher: CertainMatcher,
  mask: RowMask,
  signal: AbortSignal,
): Promise<PartDoubt | undefined> {
  const { archive } = table
  const { parameter, mode, field, comparesText, decide } = matcher
  const pages = listPages(table, mask)
  if (!comparesText || (mode === 'include' && pages.length > maxIncludePages)) {
    return { kind: 'too-many-values', parameter }
  }
  const read = createFieldReader(field)
  const found = await findContaining(table, tasks, matcher, pages, signal)
  for (const number of pages) {
    const { from, to } = archive.rowsOf(number)
    for (let row = from; row < to; row++) {
      if (!mask.has(row)) continue
      if (!found.has(row)) {
        if (mode === 'include') mask.remove(row)
        continue
      }
      const value = read(await table.readEntry(row))
      const outcome = toOutcome(decide, value)
      if (outcome === doubtful) return toDoubt(matcher, value)
      if (outcome === dropped) mask.remove(row)
    }
    signal.throwIfAborted()
  }
  return undefined
}

/** The rows whose field contains a value of the filter, in any case; also those whose field is a structure that does. */
async function findContaining(
  { archive }: EntryTable,
  tasks: PageTasks,
  { field, values }: CertainMatcher,
  pages: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const found = new Set<number>()
  const pointer = toFieldPointer(field.path)
  const queue = pages.values()
  async function findQueued(): Promise<void> {
    for (const number of queue) {
      signal.throwIfAborted()
      const page = archive.get(number)
      if (!page) continue
      const { from } = archive.rowsOf(number)
      for (const text of values) {
        const filter = { kind: 'field', pointer, mode: 'include', text, isExact: false } as const
        for (const entry of await tasks.match(page, [filter])) found.add(from + entry)
      }
    }
  }
  await Promise.all(Array.from({ length: maxPagesInFlight }, findQueued))
  signal.throwIfAborted()
  return found
}

function listPages({ archive }: EntryTable, mask: RowMask): readonly number[] {
  const pages: number[] = []
  for (let page = 0; archive.rowsOf(page).from < mask.length(); page++) {
    const { from, to } = archive.rowsOf(page)
    for (let row = from; row < to; row++) {
      if (!mask.has(row)) continue
      pages.push(page)
      break
    }
  }
  return pages
}
