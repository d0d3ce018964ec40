/** Counts what rules found, over a list and its view. */

import type { NewFor } from '../baseline-values.ts'
import { chunkSize } from '../columns/chunked-array.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { Finding, Findings } from '../findings.ts'
import type { EntryTable } from '../list/entry-table.ts'
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
  { counted, shown, hidden, findJoined, fromMs, toMs }: FindingRows,
): Finding {
  const matches = view.matchesOf(rule)
  const bars = new Array<number>(barCount).fill(0)
  const finding = { count: 0, shown: 0 }
  let firstMs = Number.POSITIVE_INFINITY
  let lastMs = Number.NEGATIVE_INFINITY
  for (const row of matches.all()) {
    if (counted[row] !== 1) continue
    finding.count++
    if (shown.has(row)) finding.shown++
    else {
      const joined = findJoined(row)
      if (joined !== undefined && !matches.has(joined)) finding.shown++
    }
    const timeMs = table.times.at(row)
    if (Number.isNaN(timeMs)) continue
    firstMs = Math.min(firstMs, timeMs)
    lastMs = Math.max(lastMs, timeMs)
    const bar = Math.floor(((timeMs - fromMs) / (toMs - fromMs || 1)) * barCount)
    const at = Math.min(bar, barCount - 1)
    bars[at] = (bars[at] ?? 0) + 1
  }
  const correlated = view.findCorrelated(rule)
  const groups = correlated?.groups.filter(({ rows }) => rows.some((row) => counted[row] === 1))
  return {
    rule: rule.rule.id,
    ...finding,
    ...(firstMs <= lastMs && { firstMs, lastMs }),
    bars,
    isProductSeen: view.isProductSeen(rule),
    ...(groups && { groups: groups.length }),
    ...(correlated?.isCut && { isCut: true }),
    ...(needsBaseline(rule, view) && { needsBaseline: true }),
    sources: rule.sources.map(({ id }) => id).filter((id) => !hidden.includes(id)),
  }
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
