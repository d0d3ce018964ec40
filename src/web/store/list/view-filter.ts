/**
 * Applies local filters to rows. Filters on a field with a dictionary are evaluated once for each value; all other
 * filters, and rows with a structure in the field, are evaluated on the entry's text.
 */
import { toFieldPointer } from '../../../query/json-pointer.ts'
import { createHoursMatcher } from '../../../query/local/match-hours.ts'
import { groupLocalFilters } from '../../../query/local-filters.ts'
import type { LocalFilter } from '../../../query/log-query.ts'
import {
  type ContentFilter,
  createLocalMatcher,
  type LocalMatcher,
} from '../../../query/match-local.ts'
import { chunkSize } from '../columns/chunked-array.ts'
import type { CodedValues } from '../columns/field-column.ts'
import { nullCode, unusualCode } from '../columns/field-reader.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { StoreView } from '../entry-store.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import type { EntryTable } from './entry-table.ts'
import type { RowRange } from './source-rows.ts'
import type { TableSource } from './table-source.ts'

/** The filter of a view. */
export type ViewFilter = {
  /** Removes rows that do not pass from the mask. Rejects with the signal's reason when aborted. */
  apply: (mask: RowMask, signal: AbortSignal) => Promise<void>
  /** Whether one row passes. */
  passes: (row: number) => boolean | Promise<boolean>
}

/** Maximum number of pages that workers process at a time. */
const maxPagesInFlight = 8

/** Creates the filter of a view: the rows of each source are tested by the local filters of that source. */
export function createViewFilter(
  table: EntryTable,
  tasks: PageTasks,
  localFilters: StoreView['localFilters'],
): ViewFilter {
  const filters = table.sources.map((source) => {
    const own = localFilters[source.id] ?? []
    return own.length > 0 ? createSourceFilter(table, tasks, source, own) : undefined
  })
  return {
    async apply(mask, signal) {
      for (const filter of filters) await filter?.apply(mask, signal)
    },
    passes: (row) => filters[table.sourceOf(row).number]?.passes(row) ?? true,
  }
}

/** The filter for the rows of one source; it does not change rows of other sources. */
function createSourceFilter(
  table: EntryTable,
  tasks: PageTasks,
  source: TableSource,
  localFilters: readonly LocalFilter[],
): ViewFilter {
  const isInHours = createHoursMatcher(localFilters.filter((filter) => filter.kind === 'hours'))
  const filters = localFilters.filter((filter) => filter.kind !== 'hours')
  const matches = createLocalMatcher(filters)
  const tests = groupLocalFilters(filters).map((group) => createValueTest(table, source, group))

  /** Whether a row passes; `undefined` when the columns do not decide it. */
  function decide(row: number): boolean | undefined {
    let isCertain = true
    for (const test of tests) {
      const decision = test?.decide(row)
      if (decision === false) return false
      if (decision === undefined) isCertain = false
    }
    return isCertain || undefined
  }

  return {
    async apply(mask, signal) {
      const ranges = table.rangesOf(source)
      const isAllCoded = tests.every((test) => test?.values())
      const undecidedPages = new Set<number>()
      if (filters.length < localFilters.length) removeOtherHours(table, ranges, isInHours, mask)
      for (const test of tests) test?.apply(mask, ranges)
      if (isAllCoded && !tests.some((test) => test?.values()?.hasUnusual)) return
      for (let page = 0; table.archive.rowsOf(page).from < mask.length(); page++) {
        const { from, to } = table.archive.rowsOf(page)
        if (table.sourceOf(from) !== source || !hasRows(mask, from, to)) continue
        if (!isAllCoded || hasUnusual(tests, from, to)) undecidedPages.add(page)
      }
      await matchPages(table, tasks, [...undecidedPages], filters, mask, signal)
    },
    passes: (row) =>
      isInHours(table.times.at(row)) &&
      (decide(row) ??
        table.archive.read(row).then((text) => matches(JSON.parse(text) as unknown, text))),
  }
}

function removeOtherHours(
  { times }: EntryTable,
  ranges: readonly RowRange[],
  isInHours: (timeMs: number) => boolean,
  mask: RowMask,
): void {
  const rows = mask.bytes()
  for (const { from, to } of ranges) {
    for (let row = from; row < Math.min(to, rows.length); row++) {
      if (rows[row] === 1 && !isInHours(times.at(row))) rows[row] = 0
    }
  }
}

type ValueTest = {
  /** The dictionary, while the field has one. */
  values: () => CodedValues | undefined
  decide: (row: number) => boolean | undefined
  /** Removes rows of these ranges whose value does not pass from the mask; does not remove unusual ones. */
  apply: (mask: RowMask, ranges: readonly RowRange[]) => void
}

/** A test by the dictionary of a field; `undefined` when the pointer is not exactly the path of such a field. */
function createValueTest(
  { columns }: EntryTable,
  { dataset }: TableSource,
  filters: readonly [ContentFilter, ...ContentFilter[]],
): ValueTest | undefined {
  const [filter] = filters
  if (filter.kind !== 'field') return undefined
  const field = dataset.fields.find(({ path }) => toFieldPointer(path) === filter.pointer)
  const column = field && !field.otherPaths ? columns.get(field.path) : undefined
  if (!field || !column || field.path === dataset.idPath) return undefined
  const matches = createLocalMatcher(filters)
  const keys = field.path.split('.')
  const decisions: (boolean | undefined)[] = []

  function decideCode({ texts }: CodedValues, code: number): boolean {
    const earlier = decisions[code]
    if (earlier !== undefined) return earlier
    const decision = matchValue(matches, keys, code, texts[code] ?? '')
    decisions[code] = decision
    return decision
  }

  const findCodedValues = () => {
    const values = column.values()
    return values.kind === 'coded' ? values : undefined
  }

  return {
    values: findCodedValues,
    decide(row) {
      const values = findCodedValues()
      const code = values?.chunks[Math.floor(row / chunkSize)]?.[row % chunkSize]
      if (!values || code === undefined || code === unusualCode) return undefined
      return decideCode(values, code)
    },
    apply(mask, ranges) {
      const values = findCodedValues()
      if (!values) return
      const accepted = Uint8Array.from(values.texts, (_, code) =>
        code === unusualCode || decideCode(values, code) ? 1 : 0,
      )
      const rows = mask.bytes()
      for (const range of ranges) {
        for (let { from } = range; from < range.to; ) {
          const chunk = Math.floor(from / chunkSize)
          const to = Math.min(range.to, (chunk + 1) * chunkSize)
          const codes = values.chunks[chunk]?.subarray(from - chunk * chunkSize)
          if (codes) keepAccepted(rows.subarray(from, to), codes, accepted)
          from = to
        }
      }
    },
  }
}

function keepAccepted(
  rows: Uint8Array,
  codes: Uint8Array | Uint16Array,
  accepted: Uint8Array,
): void {
  for (let at = 0; at < rows.length; at++) {
    rows[at] = (rows[at] ?? 0) & (accepted[codes[at] ?? 0] ?? 0)
  }
}

/** Whether an entry that has only this value in this field would pass. */
function matchValue(
  matches: LocalMatcher,
  keys: readonly string[],
  code: number,
  text: string,
): boolean {
  if (code === 0) return matches({})
  const value: unknown = code === nullCode ? null : text
  return matches(keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value))
}

function hasRows(mask: RowMask, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (mask.has(row)) return true
  return false
}

function hasUnusual(tests: readonly (ValueTest | undefined)[], from: number, to: number): boolean {
  return tests.some((test) => {
    const values = test?.values()
    if (!test || !values?.hasUnusual) return false
    for (let row = from; row < to; row++) if (test.decide(row) === undefined) return true
    return false
  })
}

async function matchPages(
  { archive }: EntryTable,
  tasks: PageTasks,
  pages: readonly number[],
  localFilters: readonly ContentFilter[],
  mask: RowMask,
  signal: AbortSignal,
): Promise<void> {
  const pageQueue = pages.values()
  async function matchQueued(): Promise<void> {
    for (const number of pageQueue) {
      signal.throwIfAborted()
      const page = archive.get(number)
      if (!page) continue
      const passed = new Set(await tasks.match(page, localFilters))
      const { from, to } = archive.rowsOf(number)
      for (let row = from; row < to; row++) if (!passed.has(row - from)) mask.remove(row)
    }
  }
  await Promise.all(Array.from({ length: maxPagesInFlight }, matchQueued))
  signal.throwIfAborted()
}
