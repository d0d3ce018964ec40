/** Counts what rules found, over a list and its view. */
import type { NewCounts, NewFor } from '../../baseline-values.ts'
import type { RowMask } from '../../columns/row-mask.ts'
import type { Finding, Findings } from '../../findings.ts'
import type { EntryTable } from '../../list/entry-table.ts'
import type { MatchRows } from '../match-rows.ts'
import type { SetRule } from '../rule-set.ts'
import type { RuleView } from '../rule-view.ts'
import type { StoreBaseline } from '../store-baseline.ts'
import { countAdded, type ListCounts } from './count-added.ts'
import { toCounted } from './list-sums.ts'
import type { RuleCounts } from './rule-counts.ts'

/** The rows of a list that count. */
export type CountedRows = {
  listed: RowMask
  shown: RowMask
  /** Ids of sources of which no entry counts. */
  hidden: readonly string[]
  /** The row that shows the second entry of a joined pair, instead of the entry itself. */
  findJoined: (row: number) => number | undefined
}

/** What the rules found in a list. */
export type CountedRules = Pick<
  RuleView,
  'rules' | 'matchesOf' | 'findCorrelated' | 'isProductSeen' | 'searchedTo'
> & { baseline: Pick<StoreBaseline, 'isSet' | 'rowsOf' | 'termsOf'> }

/** Creates the counter of one list: it keeps what it counted, and counts only what was added since. */
export function createFindingCounter(
  table: Pick<EntryTable, 'sources' | 'rangesOf' | 'times'>,
  view: CountedRules,
): (rows: CountedRows) => Findings {
  let last: ListCounts | undefined
  return ({ listed, hidden, ...rows }) => {
    const counted = toCounted(table, listed, hidden)
    const counts = countAdded(table, view, { listed, counted }, last)
    last = counts
    const { of, fromMs, toMs } = counts.sums
    const news = countNews(view, counted)
    const findings = view.rules().flatMap((rule): readonly Finding[] => {
      const own = counts.byRule.get(rule.number)
      return own ? [toFinding(view, rule, own, { listed, hidden, ...rows, counted })] : []
    })
    return {
      searched: of - sumOf(counted.subarray(counts.searchedTo)),
      of,
      ...(fromMs <= toMs && { fromMs, toMs }),
      findings,
      ...(news && { news }),
    }
  }
}

const sumOf = (counted: Uint8Array) => counted.reduce((sum, each) => sum + each, 0)

function countNews({ baseline }: CountedRules, counted: Uint8Array): NewCounts | undefined {
  const count = (newFor: NewFor) =>
    baseline
      .rowsOf(newFor)
      .all()
      .reduce((sum, row) => sum + (counted[row] ?? 0), 0)
  return baseline.isSet() ? { account: count('account'), actor: count('actor') } : undefined
}

/** The rows that count, and a 1 for each of them. */
type FindingRows = CountedRows & { counted: Uint8Array }

function toFinding(
  view: CountedRules,
  rule: SetRule,
  { matches, count, firstMs, lastMs, inBars, bars }: RuleCounts,
  rows: FindingRows,
): Finding {
  const { counted, hidden, listed, shown } = rows
  const correlated = view.findCorrelated(rule)
  const sizes = correlated?.groups.flatMap(({ rows }) => {
    const size = rows.reduce((sum, row) => sum + (counted[row] ?? 0), 0)
    return size > 0 ? [size] : []
  })
  return {
    ...{ rule: rule.rule.id, count },
    shown: shown === listed ? count : countShown(matches, rows),
    ...(firstMs <= lastMs && { firstMs, lastMs }),
    bars: [...inBars.subarray(0, bars.count)],
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

/** The view may have changed in any way: all matches are counted. */
function countShown(matches: MatchRows, { counted, shown, findJoined }: FindingRows): number {
  const shownRows = shown.bytes()
  const matched = matches.all()
  let count = 0
  for (let at = 0; at < matched.length; at++) {
    const row = matched[at] ?? 0
    if (counted[row] !== 1) continue
    if (shownRows[row] === 1 || isShownJoined(row, matches, findJoined)) count++
  }
  return count
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

function needsBaseline({ rule }: SetRule, { baseline }: CountedRules): boolean {
  const isNewTerms = rule.kind === 'correlation' && rule.type === 'new_terms'
  return isNewTerms && baseline.termsOf(rule.id) === undefined
}
