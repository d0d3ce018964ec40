/** Counts what rules found, over a list and its view. */

import type { NewFor } from '../baseline-values.ts'
import { chunkSize } from '../columns/chunked-array.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { Finding, Findings } from '../findings.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { MatchRows } from './match-rows.ts'
import type { SetRule } from './rule-set.ts'
import type { RuleView } from './rule-view.ts'

/** The rows of a list that count. */
export type CountedRows = {
  listed: RowMask
  shown: RowMask
  /** Ids of sources of which no entry counts. */
  hidden: readonly string[]
  /** The row that shows the second entry of a joined pair, instead of the entry itself. */
  findJoined: (row: number) => number | undefined
}

const barCount = 24

/** Counts them. */
export function countFindings(table: EntryTable, view: RuleView, rows: CountedRows): Findings {
  const counted = excludeHidden(table, rows)
  const { fromMs, toMs, ...sums } = sumUp(table, counted, view.searchedTo())
  const cells = toCells(table, counted, fromMs, toMs)
  const findings = view
    .rules()
    .filter(({ isReported }) => isReported)
    .map((rule) => countFinding(table, view, rule, { ...rows, counted, cells }))
  const hasTime = fromMs <= toMs
  const { baseline } = view
  const count = (newFor: NewFor) =>
    baseline
      .rowsOf(newFor)
      .all()
      .reduce((sum, row) => sum + (counted[row] ?? 0), 0)
  const news = baseline.isSet() && { account: count('account'), actor: count('actor') }
  return { ...sums, ...(hasTime && { fromMs, toMs }), findings, ...(news && { news }) }
}

type FindingRows = CountedRows & {
  counted: Uint8Array
  /** For each row its bar, counted from `firstBar`, or one of the numbers below. */
  cells: Uint8Array
}

const notCounted = 0
const withoutTime = 1
const firstBar = 2

function countFinding(
  table: EntryTable,
  view: RuleView,
  rule: SetRule,
  rows: FindingRows,
): Finding {
  const { counted, hidden } = rows
  const correlated = view.findCorrelated(rule)
  const sizes = correlated?.groups.flatMap(({ rows }) => {
    const size = rows.reduce((sum, row) => sum + (counted[row] ?? 0), 0)
    return size > 0 ? [size] : []
  })
  return {
    rule: rule.rule.id,
    ...countMatches(table, view.matchesOf(rule), rows),
    isProductSeen: view.isProductSeen(rule),
    ...(sizes && { groups: sizes.length, groupSizes: toShortList(sizes) }),
    ...(correlated?.isCut && { isCut: true }),
    ...(needsBaseline(rule, view) && { needsBaseline: true }),
    sources: rule.sources.map(({ id }) => id).filter((id) => !hidden.includes(id)),
  }
}

/** Up to three numbers; of more, the smallest and the largest. */
function toShortList(sizes: readonly number[]): readonly number[] {
  if (sizes.length <= 3) return sizes
  const both = { min: Number.POSITIVE_INFINITY, max: 0 }
  for (const size of sizes) {
    both.min = Math.min(both.min, size)
    both.max = Math.max(both.max, size)
  }
  return [both.min, both.max]
}

type MatchCounts = Pick<Finding, 'count' | 'shown' | 'firstMs' | 'lastMs' | 'bars'>

/** Rows match several rules each, so what is counted of a row is found once. */
function toCells(
  { times }: EntryTable,
  counted: Uint8Array,
  fromMs: number,
  toMs: number,
): Uint8Array {
  const cells = new Uint8Array(counted.length)
  const barMs = (toMs - fromMs || 1) / barCount
  for (const [number, { baseMs, times: offsetsMs }] of times.chunks.entries()) {
    const first = number * chunkSize
    const end = Math.min(first + chunkSize, counted.length)
    for (let row = first; row < end; row++) {
      if (counted[row] !== 1) continue
      const bar = Math.floor((baseMs + (offsetsMs[row - first] ?? Number.NaN) - fromMs) / barMs)
      // Without a time it is NaN.
      cells[row] = bar >= 0 ? firstBar + Math.min(bar, barCount - 1) : withoutTime
    }
  }
  return cells
}

/** There may be a million matches, and they are counted again after each page: a byte is read for each. */
function countMatches(table: EntryTable, matches: MatchRows, rows: FindingRows): MatchCounts {
  const { cells } = rows
  const matched = matches.all()
  const counts = new Uint32Array(firstBar + barCount)
  for (let at = 0; at < matched.length; at++) {
    const cell = cells[matched[at] ?? 0] ?? notCounted
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  const bars = [...counts.subarray(firstBar)]
  const count = bars.reduce((sum, each) => sum + each, counts[withoutTime] ?? 0)
  const showsAll = rows.shown === rows.listed
  return {
    count,
    shown: showsAll ? count : countShown(matches, rows),
    ...findFirstAndLast(table, matched, cells, bars),
    bars,
  }
}

function countShown(matches: MatchRows, { cells, shown, findJoined }: FindingRows): number {
  const shownRows = shown.bytes()
  let count = 0
  for (const row of matches.all()) {
    if ((cells[row] ?? notCounted) === notCounted) continue
    if (shownRows[row] === 1 || isShownJoined(row, matches, findJoined)) count++
  }
  return count
}

/** The times of the first and the last match: they are in the first and the last bar that is not empty. */
function findFirstAndLast(
  { times }: EntryTable,
  matched: Uint32Array,
  cells: Uint8Array,
  bars: readonly number[],
): Pick<Finding, 'firstMs' | 'lastMs'> {
  const firstCell = firstBar + bars.findIndex((each) => each > 0)
  const lastCell = firstBar + bars.findLastIndex((each) => each > 0)
  if (lastCell < firstBar) return {}
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let at = 0; at < matched.length; at++) {
    const row = matched[at] ?? 0
    const cell = cells[row]
    if (cell !== firstCell && cell !== lastCell) continue
    const timeMs = times.at(row)
    if (timeMs < firstMs) firstMs = timeMs
    if (timeMs > lastMs) lastMs = timeMs
  }
  return { firstMs, lastMs }
}

/** Whether a pair shows the entry, and its other entry does not count already. */
function isShownJoined(
  row: number,
  matches: MatchRows,
  findJoined: CountedRows['findJoined'],
): boolean {
  const joined = findJoined(row)
  return joined !== undefined && !matches.has(joined)
}

function needsBaseline({ rule }: SetRule, { baseline }: RuleView): boolean {
  const isNewTerms = rule.kind === 'correlation' && rule.type === 'new_terms'
  return isNewTerms && baseline.termsOf(rule.id) === undefined
}

/** A 1 for each row of the list whose source is not hidden. */
function excludeHidden(table: EntryTable, { listed, hidden }: CountedRows): Uint8Array {
  if (hidden.length === 0) return listed.bytes()
  const counted = listed.bytes().slice()
  for (const source of table.sources) {
    if (!hidden.includes(source.id)) continue
    for (const { from, to } of table.rangesOf(source)) counted.fill(0, from, to)
  }
  return counted
}

/** How many rows there are, and their first and last time; infinite when no row has one. */
function sumUp({ times }: EntryTable, counted: Uint8Array, searchedTo: number) {
  let [of, searched] = [0, 0]
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [number, chunk] of times.chunks.entries()) {
    const first = number * chunkSize
    const end = Math.min(first + chunkSize, counted.length)
    for (let row = first; row < end; row++) {
      if (counted[row] !== 1) continue
      of++
      if (row < searchedTo) searched++
      const timeMs = chunk.baseMs + (chunk.times[row - first] ?? Number.NaN)
      if (timeMs < fromMs) fromMs = timeMs
      if (timeMs > toMs) toMs = timeMs
    }
  }
  return { searched, of, fromMs, toMs }
}
