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
import type { NarrowedBounds } from '../../../query/narrowing/find-narrowing.ts'
import { chunkSize } from '../columns/chunked-array.ts'
import { createFieldReader, type FieldValue } from '../columns/field-reader.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { DoubtReason, PartDoubt, StorePart } from '../entry-store.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { TableSource } from '../list/table-source.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { type ColumnFilter, findColumnFilter, toOutcome } from './part-column.ts'

/** Removes rows that are not in the part from the mask, or returns why that is not certain. */
export type PartFilter = (mask: RowMask, signal: AbortSignal) => Promise<PartDoubt | undefined>

/** Maximum number of pages that workers process at a time. */
const maxPagesInFlight = 8

/** An include that takes a search through more pages than this is answered sooner by the API. */
const maxIncludePages = 200

/** Prepares the filter of a part. */
export function createPartFilter(
  table: EntryTable,
  tasks: PageTasks,
  { filters, ...bounds }: StorePart,
): PartFilter {
  const parts = table.sources.map((source) => {
    const own = filters[source.id]
    return { source, matchers: own && createCertainMatchers(source.dataset, own) }
  })
  return async (mask, signal) => {
    for (const { source, matchers } of parts) {
      if (!matchers) removeRows(table, source, mask)
    }
    const undated = keepTimes(table, mask, bounds)
    if (undated !== undefined) return { kind: 'time', source: table.sourceOf(undated).id }
    for (const { source, matchers = [] } of parts) {
      const doubt = await keepMatching({ table, tasks, source }, matchers, mask, signal)
      if (doubt) return { ...doubt, source: source.id }
    }
    return undefined
  }
}

/** What the rows of one source are tested with. */
type SourceParts = { table: EntryTable; tasks: PageTasks; source: TableSource }

/** Removes rows of a source that do not match. */
async function keepMatching(
  parts: SourceParts,
  matchers: readonly CertainMatcher[],
  mask: RowMask,
  signal: AbortSignal,
): Promise<DoubtReason | undefined> {
  const { table, source } = parts
  const ranges = table.rangesOf(source)
  const coded: [CertainMatcher, ColumnFilter][] = []
  const others: CertainMatcher[] = []
  for (const matcher of matchers) {
    const filter = findColumnFilter(table, source, matcher)
    if (filter) coded.push([matcher, filter])
    else others.push(matcher)
  }
  // Certain tests come first: a doubt about an entry that another filter drops does not matter.
  for (const [, filter] of coded) filter.keepPossible(mask, ranges)
  for (const matcher of others) {
    const doubt = await keepFound(parts, matcher, mask, signal)
    if (doubt) return doubt
  }
  for (const [matcher, filter] of coded) {
    const value = filter.findDoubtful(mask, ranges)
    if (value !== undefined) return toDoubt(matcher, value)
  }
  return undefined
}

function removeRows(table: EntryTable, source: TableSource, mask: RowMask): void {
  const rows = mask.bytes()
  for (const { from, to } of table.rangesOf(source)) rows.fill(0, from, to)
}

/** Keeps the rows within the bounds. Returns the first row of the mask that has no time, of which that is not certain. */
function keepTimes(
  { times }: EntryTable,
  mask: RowMask,
  { since, before }: NarrowedBounds,
): number | undefined {
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
      if (Number.isNaN(timeMs)) return row
      if (timeMs < sinceMs || timeMs >= beforeMs) rows[row] = 0
    }
  }
  return undefined
}

function toDoubt({ parameter, values }: CertainMatcher, value: FieldValue): DoubtReason {
  if (typeof value !== 'string') return { kind: 'structure', parameter }
  const contains = (sought: string) => value.toLowerCase().includes(sought.toLowerCase())
  const sought = values.find(contains) ?? values.join(', ')
  return { kind: 'value', parameter, value, sought }
}

/** Searches the pages for the values of a filter whose field has no dictionary. */
async function keepFound(
  parts: SourceParts,
  matcher: CertainMatcher,
  mask: RowMask,
  signal: AbortSignal,
): Promise<DoubtReason | undefined> {
  const { table, tasks, source } = parts
  const { archive } = table
  const { parameter, mode, field, comparesText, decide } = matcher
  const pages = listPages(table, source, mask)
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
      if (outcome === 'doubtful') return toDoubt(matcher, value)
      if (outcome === 'dropped') mask.remove(row)
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

/** The pages of a source that have rows of the mask. */
function listPages(
  { archive, sourceOf }: EntryTable,
  source: TableSource,
  mask: RowMask,
): readonly number[] {
  const pages: number[] = []
  for (let page = 0; archive.rowsOf(page).from < mask.length(); page++) {
    const { from, to } = archive.rowsOf(page)
    if (sourceOf(from) !== source) continue
    for (let row = from; row < to; row++) {
      if (!mask.has(row)) continue
      pages.push(page)
      break
    }
  }
  return pages
}
