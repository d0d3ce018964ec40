/** Sorts matches into groups with equal values, each ordered by time. */
import type { CorrelationRule } from '../rule.ts'
import type { RuleMatch } from './rule-match.ts'

/** A match of a correlation: `step` is the index of its rule in the correlation. */
export type StepMatch = RuleMatch & { step: number }

/** Matches with the same values, ordered by time, then by step and row. */
export type MatchGroup = { values: Readonly<Record<string, string>>; matches: readonly StepMatch[] }

/** The value of this name that a match has; an empty text counts as none. */
export function findMatchValue(
  { values }: Pick<RuleMatch, 'values'>,
  name: string,
): string | undefined {
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  return value === '' ? undefined : value
}

/** A text that is equal for matches with equal values of these names; `undefined` where one has no value. */
export function toGroupKey(
  match: Pick<RuleMatch, 'values'>,
  names: readonly string[],
): string | undefined {
  let key = ''
  for (const name of names) {
    const value = findMatchValue(match, name)
    if (value === undefined) return undefined
    // With its length, no value can look like two.
    key += `${value.length} ${value} `
  }
  return key
}

/**
 * The groups. Values are compared as they are written. A match without a value of one of the names is in no group: two
 * entries that lack an actor are not known to have the same one. Neither are matches of other rules, or without a time.
 */
export function groupMatches(
  { rules }: Pick<CorrelationRule, 'rules'>,
  names: readonly string[],
  matches: readonly RuleMatch[],
): readonly MatchGroup[] {
  const steps = new Map(rules.map((id, step) => [id, step]))
  const groups = new Map<string, StepMatch[]>()
  for (const match of matches) {
    const step = steps.get(match.rule)
    const key = toGroupKey(match, names)
    if (step === undefined || key === undefined || !Number.isFinite(match.timeMs)) continue
    const group = groups.get(key)
    const { rule, row, timeMs, values } = match
    const stepMatch = { rule, row, timeMs, values, step }
    if (group) group.push(stepMatch)
    else groups.set(key, [stepMatch])
  }
  return [...groups.values()].map((group) => ({
    values: Object.fromEntries(
      names.map((name) => [name, (group[0] && findMatchValue(group[0], name)) ?? '']),
    ),
    matches: group.sort((a, b) => a.timeMs - b.timeMs || a.step - b.step || a.row - b.row),
  }))
}

/** The rows of matches in order, each once. */
export function listRows(matches: readonly StepMatch[]): readonly number[] {
  return [...new Set(matches.map(({ row }) => row))]
}
