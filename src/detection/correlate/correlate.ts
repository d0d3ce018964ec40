/**
 * Correlates matches of rules after Sigma 2.1.0
 * (https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-correlation-rules-specification.md).
 */
import type { CorrelationRule, CountCondition } from '../rule.ts'
import { findNewTerms } from './find-new-terms.ts'
import { findSequences } from './find-sequences.ts'
import { findWindows, type WindowCount } from './find-windows.ts'
import { findMatchValue, groupMatches, listRows, type MatchGroup } from './group-matches.ts'
import type { Correlation, RuleMatch } from './rule-match.ts'

/**
 * What a rule finds in matches, which are in any order: the first in time is first. Everything of one group that is
 * connected is one correlation: a burst of 500 is one, and not one for each window.
 *
 * `known` is the baseline of `new_terms`, see `findNewTerms`: without it, such a rule finds nothing.
 */
export function correlate(
  rule: CorrelationRule,
  matches: readonly RuleMatch[],
  known?: ReadonlySet<string>,
): readonly Correlation[] {
  const found =
    rule.type === 'new_terms'
      ? known && findNewTerms(rule, matches, known)
      : groupMatches(rule, rule.groupBy, matches).flatMap((group) => correlateGroup(rule, group))
  return [...(found ?? [])].sort((a, b) => a.fromMs - b.fromMs)
}

function correlateGroup(rule: CorrelationRule, group: MatchGroup): readonly Correlation[] {
  const { timespanMs = 0, field } = rule
  switch (rule.type) {
    case 'temporal_ordered':
      return correlateSequences(rule, group)
    case 'temporal':
      return correlateWindows(group, timespanMs, {
        keyOf: ({ step }) => step,
        isMet: (count) => count === rule.rules.length,
      })
    case 'value_count': {
      const readValue = (match: RuleMatch) => findMatchValue(match, field ?? '')
      const matches = group.matches.filter((match) => readValue(match) !== undefined)
      return correlateWindows({ ...group, matches }, timespanMs, {
        keyOf: (match) => readValue(match) ?? '',
        isMet: createCountTest(rule.conditions),
      })
    }
    default:
      return correlateWindows(group, timespanMs, {
        keyOf: ({ row }) => row,
        isMet: createCountTest(rule.conditions),
      })
  }
}

function correlateWindows(
  { values, matches }: MatchGroup,
  timespanMs: number,
  count: WindowCount,
): readonly Correlation[] {
  return findWindows(matches, timespanMs, count).map(({ from, to, metAt }) => {
    const found = matches.slice(from, to)
    return {
      rows: listRows(found),
      fromMs: found[0]?.timeMs ?? 0,
      toMs: found.at(-1)?.timeMs ?? 0,
      group: values,
      count: new Set(found.map(count.keyOf)).size,
      metAt: listRows(metAt.flatMap((index) => matches[index] ?? [])),
    }
  })
}

function correlateSequences(
  { rules, timespanMs = 0 }: CorrelationRule,
  { values, matches }: MatchGroup,
): readonly Correlation[] {
  return findSequences(matches, rules.length, timespanMs).map((found) => ({
    rows: listRows(found.matches),
    fromMs: found.matches[0]?.timeMs ?? 0,
    toMs: found.matches.at(-1)?.timeMs ?? 0,
    group: values,
    count: rules.length,
    metAt: listRows(found.last),
  }))
}

const comparisons: Readonly<
  Record<CountCondition['op'], (count: number, wanted: number) => boolean>
> = {
  gt: (count, wanted) => count > wanted,
  gte: (count, wanted) => count >= wanted,
  lt: (count, wanted) => count < wanted,
  lte: (count, wanted) => count <= wanted,
  eq: (count, wanted) => count === wanted,
  neq: (count, wanted) => count !== wanted,
}

function createCountTest(conditions: readonly CountCondition[]): (count: number) => boolean {
  return (count) => conditions.every((each) => comparisons[each.op](count, each.count))
}
