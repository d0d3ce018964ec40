/**
 * Finds values that an earlier range does not have, after Elastic's rule type “new terms”
 * (https://www.elastic.co/guide/en/security/current/rules-ui-create.html).
 */
import type { CorrelationRule } from '../rule.ts'
import { findMatchValue, groupMatches, listRows, toGroupKey } from './group-matches.ts'
import type { Correlation, RuleMatch } from './rule-match.ts'

type TermRule = Pick<CorrelationRule, 'rules' | 'groupBy' | 'field'>

/**
 * The key of the value of a rule's field in its group, as a baseline has it; `undefined` where the entry has no such value,
 * or no group.
 */
export function toTermKey(
  { groupBy, field }: Pick<TermRule, 'groupBy' | 'field'>,
  match: Pick<RuleMatch, 'values'>,
): string | undefined {
  return field === undefined ? undefined : toGroupKey(match, [...groupBy, field])
}

/**
 * The values of the rule's field that are not in a baseline, one correlation for each value and group, with all its
 * entries; the first is in `metAt`. All values of a group that the baseline lacks are new. `known` has the keys of the
 * baseline, see `toTermKey`.
 */
export function findNewTerms(
  rule: TermRule,
  matches: readonly RuleMatch[],
  known: ReadonlySet<string>,
): readonly Correlation[] {
  const { groupBy, field } = rule
  if (field === undefined) return []
  const isNew = (match: RuleMatch) => {
    const key = toTermKey(rule, match)
    return key !== undefined && !known.has(key)
  }
  return groupMatches(rule, [...groupBy, field], matches.filter(isNew)).map((group) => {
    const rows = listRows(group.matches)
    return {
      rows,
      fromMs: group.matches[0]?.timeMs ?? 0,
      toMs: group.matches.at(-1)?.timeMs ?? 0,
      group: Object.fromEntries(groupBy.map((name) => [name, group.values[name] ?? ''])),
      count: rows.length,
      metAt: rows.slice(0, 1),
      term: findMatchValue(group, field) ?? '',
    }
  })
}
