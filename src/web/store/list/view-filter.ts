/**
 * Decides which rows pass the local filters. A filter on a field that has a dictionary is decided once for
 * each value; the others, and rows with something unusual in the field's place, from the entry's text.
 */
import { toFieldPointer } from '../../../query/json-pointer.ts'
import type { LocalFilter } from '../../../query/log-query.ts'
import { createLocalMatcher, type LocalMatcher } from '../../../query/match-local.ts'
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
  /** Takes rows that do not pass out of the mask. Rejects with the signal's reason when aborted. */
  apply: (mask: RowMask, signal: AbortSignal) => Promise<void>
  /** Whether one row passes. */
  passes: (row: number) => boolean | Promise<boolean>
}

/** How many pages may be in other threads' hands at a time. */
const pagesInFlight = 8

/** Prepares local filters for a table: each source's own for its rows. */
export function createViewFilter(
  table: EntryTable,
  labor: PageTasks,
  localFilters: StoreView['localFilters'],
): ViewFilter {
  const filters = table.sources.map((source) => {
    const own = localFilters[source.id] ?? []
    return own.length > 0 ? createSourceFilter(table, labor, source, own) : undefined
  })
  return {
    async apply(mask, signal) {
      for (const filter of filters) await filter?.apply(mask, signal)
    },
    passes: (row) => filters[table.sourceOf(row).number]?.passes(row) ?? true,
  }
}

/** The filter for the rows of one source; rows of others are left as they are. */
function createSourceFilter(
  table: EntryTable,
  labor: PageTasks,
  source: TableSource,
  localFilters: readonly LocalFilter[],
): ViewFilter {
  const matches = createLocalMatcher(localFilters)
  const tests = localFilters.map((filter) => createValueTest(table, source, filter))

  /** Passes, or not, or cannot be told from the columns. */
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
      const doubtful = new Set<number>()
      for (const test of tests) test?.apply(mask, ranges)
      if (isAllCoded && !tests.some((test) => test?.values()?.hasUnusual)) return
      for (let page = 0; table.shelf.rowsOf(page).from < mask.length(); page++) {
        const { from, to } = table.shelf.rowsOf(page)
        if (table.sourceOf(from) !== source || !hasRows(mask, from, to)) continue
        if (!isAllCoded || hasUnusual(tests, from, to)) doubtful.add(page)
      }
      await matchPages(table, labor, [...doubtful], localFilters, mask, signal)
    },
    passes: (row) => decide(row) ?? table.readEntry(row).then(matches),
  }
}

type ValueTest = {
  /** The dictionary, while the field has one. */
  values: () => CodedValues | undefined
  decide: (row: number) => boolean | undefined
  /** Takes rows of these ranges out of the mask whose value does not pass; leaves unusual ones. */
  apply: (mask: RowMask, ranges: readonly RowRange[]) => void
}

/** Only for pointers that lead to the field of a column and nowhere else. */
function createValueTest(
  { columns }: EntryTable,
  { dataset }: TableSource,
  filter: LocalFilter,
): ValueTest | undefined {
  const field = dataset.fields.find(({ path }) => toFieldPointer(path) === filter.pointer)
  const column = field && !field.otherPaths ? columns.get(field.path) : undefined
  if (!field || !column || field.path === dataset.idPath) return undefined
  const matches = createLocalMatcher([filter])
  const keys = field.path.split('.')
  const decisions: (boolean | undefined)[] = []

  function decideCode({ texts }: CodedValues, code: number): boolean {
    const known = decisions[code]
    if (known !== undefined) return known
    const decision = matchValue(matches, keys, code, texts[code] ?? '')
    decisions[code] = decision
    return decision
  }

  const findValues = () => {
    const values = column.values()
    return values.kind === 'coded' ? values : undefined
  }

  return {
    values: findValues,
    decide(row) {
      const values = findValues()
      const code = values?.chunks[Math.floor(row / chunkSize)]?.[row % chunkSize]
      if (!values || code === undefined || code === unusualCode) return undefined
      return decideCode(values, code)
    },
    apply(mask, ranges) {
      const values = findValues()
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

/** Whether an entry would pass that has nothing but this value at the field's place. */
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
  { shelf }: EntryTable,
  labor: PageTasks,
  pages: readonly number[],
  localFilters: readonly LocalFilter[],
  mask: RowMask,
  signal: AbortSignal,
): Promise<void> {
  const waiting = pages.values()
  async function work(): Promise<void> {
    for (const number of waiting) {
      signal.throwIfAborted()
      const page = shelf.get(number)
      if (!page) continue
      const passed = new Set(await labor.match(page, localFilters))
      const { from, to } = shelf.rowsOf(number)
      for (let row = from; row < to; row++) if (!passed.has(row - from)) mask.remove(row)
    }
  }
  await Promise.all(Array.from({ length: pagesInFlight }, work))
  signal.throwIfAborted()
}
