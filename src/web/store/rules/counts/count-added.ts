/** Counts a list anew: only what was added since it was counted before. */
import type { RowMask } from '../../columns/row-mask.ts'
import type { EntryTable } from '../../list/entry-table.ts'
import type { SetRule } from '../rule-set.ts'
import type { RuleView } from '../rule-view.ts'
import { addSums, findAdded, type ListSums, noSums, splitByChunk } from './list-sums.ts'
import { addMatches, createRuleCounts, type RuleCounts } from './rule-counts.ts'
import { toTimeBars } from './time-bars.ts'

/** The counts of a list. */
export type ListCounts = {
  listed: RowMask
  /** A 1 for each row that counted. */
  counted: Uint8Array
  /** The matches in all rows before this one were counted. */
  searchedTo: number
  sums: ListSums
  /** The counts of each rule that is reported, by its number. */
  byRule: ReadonlyMap<number, RuleCounts>
}

/**
 * Counts the rows of a list that have a 1 in `counted`. It starts over when `before` is of another list, or when a row does
 * not count any more.
 */
export function countAdded(
  table: Pick<EntryTable, 'times'>,
  view: Pick<RuleView, 'rules' | 'matchesOf' | 'searchedTo'>,
  { listed, counted }: Pick<ListCounts, 'listed' | 'counted'>,
  before: ListCounts | undefined,
): ListCounts {
  const added = before?.listed === listed ? findAdded(before.counted, counted) : undefined
  if (!before || !added) {
    const none = { counted: new Uint8Array(), searchedTo: 0, sums: noSums, byRule: new Map() }
    return countAdded(table, view, { listed, counted }, { listed, ...none })
  }
  const searchedTo = view.searchedTo()
  const sums = addSums(before.sums, table, counted, splitByChunk(added))
  const bars = toTimeBars(sums.fromMs, sums.toMs)
  const all = splitByChunk([{ from: 0, to: searchedTo }])
  const further = splitByChunk([
    ...added.map(({ from, to }) => ({ from, to: Math.min(to, before.searchedTo) })),
    { from: before.searchedTo, to: searchedTo },
  ])
  const countRule = (rule: SetRule): RuleCounts => {
    const matches = view.matchesOf(rule)
    const known = before.byRule.get(rule.number)
    // Of other rules, and of a correlation that was found anew, the matches are another object.
    return known?.matches === matches
      ? addMatches(known, table, counted, further, bars)
      : addMatches(createRuleCounts(matches), table, counted, all, bars)
  }
  const reported = view.rules().filter(({ isReported }) => isReported)
  const byRule = new Map(reported.map((rule) => [rule.number, countRule(rule)]))
  return { listed, counted: counted.slice(), searchedTo, sums, byRule }
}
