/** Counts what rules found, over a list and its view. */

import type { NewFor } from '../baseline-values.ts'
import { chunkSize } from '../columns/chunked-array.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { TimeChunk } from '../columns/time-column.ts'
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
  const { fromMs, toMs } = findTimes(table, counted)
  const searched = countTo(counted, view.searchedTo())
  const of = countTo(counted, counted.length)
  const findings = view
    .rules()
    .filter(({ isReported }) => isReported)
    .map((rule) => countFinding(table, view, rule, { ...rows, counted, fromMs, toMs }))
  const hasTime = fromMs <= toMs
  const { baseline } = view
  const count = (newFor: NewFor) =>
    baseline
      .rowsOf(newFor)
      .all()
      .reduce((sum, row) => sum + (counted[row] ?? 0), 0)
  const news = baseline.isSet() && { account: count('account'), actor: count('actor') }
  return { searched, of, ...(hasTime && { fromMs, toMs }), findings, ...(news && { news }) }
}

type FindingRows = CountedRows & { counted: Uint8Array; fromMs: number; toMs: number }

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

/** There may be a million matches, and they are counted again after each page: typed arrays, chunk by chunk. */
function countMatches(
  { times }: EntryTable,
  matches: MatchRows,
  { counted, shown, findJoined, fromMs, toMs }: FindingRows,
): MatchCounts {
  const bars = new Uint32Array(barCount)
  const barMs = (toMs - fromMs || 1) / barCount
  const shownRows = shown.bytes()
  let [count, shownCount] = [0, 0]
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const rows = matches.all()
  for (let at = 0; at < rows.length; ) {
    const number = Math.floor((rows[at] ?? 0) / chunkSize)
    const first = number * chunkSize
    const { baseMs, times: offsetsMs } = times.chunks[number] ?? noTimes
    for (; at < rows.length; at++) {
      const row = rows[at] ?? 0
      const offset = row - first
      if (offset >= chunkSize) break
      if (counted[row] !== 1) continue
      count++
      if (shownRows[row] === 1 || isShownJoined(row, matches, findJoined)) shownCount++
      const timeMs = baseMs + (offsetsMs[offset] ?? Number.NaN)
      if (timeMs < firstMs) firstMs = timeMs
      if (timeMs > lastMs) lastMs = timeMs
      const bar = Math.floor((timeMs - fromMs) / barMs)
      // Without a time it is NaN, and in no bar.
      if (bar >= 0) countIn(bars, Math.min(bar, barCount - 1))
    }
  }
  const hasTime = firstMs <= lastMs
  return { count, shown: shownCount, ...(hasTime && { firstMs, lastMs }), bars: [...bars] }
}

function countIn(bars: Uint32Array, bar: number): void {
  bars[bar] = (bars[bar] ?? 0) + 1
}

const noTimes: TimeChunk = { baseMs: 0, times: new Float64Array(0) }

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

function countTo(counted: Uint8Array, end: number): number {
  let count = 0
  for (let row = 0; row < Math.min(end, counted.length); row++) count += counted[row] ?? 0
  return count
}

/** The first and the last time; infinite when no row has one. */
function findTimes({ times }: EntryTable, counted: Uint8Array): { fromMs: number; toMs: number } {
  let fromMs = Number.POSITIVE_INFINITY
  let toMs = Number.NEGATIVE_INFINITY
  for (const [number, chunk] of times.chunks.entries()) {
    const first = number * chunkSize
    const end = Math.min(first + chunkSize, counted.length)
    for (let row = first; row < end; row++) {
      if (counted[row] !== 1) continue
      const timeMs = chunk.baseMs + (chunk.times[row - first] ?? Number.NaN)
      if (timeMs < fromMs) fromMs = timeMs
      if (timeMs > toMs) toMs = timeMs
    }
  }
  return { fromMs, toMs }
}
