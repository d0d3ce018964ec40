/** What correlations read and find. */
import type { CorrelationRule } from '../rule.ts'

/** One entry that matches one rule. An entry that matches several rules has a match for each. */
export type RuleMatch = {
  /** The id of the rule. */
  rule: string
  /** The number of the entry; equal numbers are one entry. */
  row: number
  /** Its time in milliseconds since 1970; a match without a time (`NaN`) is not correlated. */
  timeMs: number
  /** The values that the correlation reads, by the names that `listMatchFields` gives; absent and empty ones are equal. */
  values: Readonly<Record<string, string | undefined>>
}

/** Entries that were found together. */
export type Correlation = {
  /** Their numbers, ordered by time; each once. */
  rows: readonly number[]
  /** The times of the first and the last of them, in milliseconds since 1970. */
  fromMs: number
  toMs: number
  /** The values of the fields by which the rule groups. */
  group: Readonly<Record<string, string>>
  /** What the rule counts, over all these entries: entries, different values, or different rules. */
  count: number
  /**
   * The entries at which the condition was met by those within the timespan before them. They are the matches of this
   * correlation for a rule that correlates correlations. For a new term it is the first entry.
   */
  metAt: readonly number[]
  /** The value of the rule's field that is new; for `new_terms` only. */
  term?: string
}

/** A value that a correlation reads: its name in `RuleMatch.values`, and the field of the entry that has it. */
export type MatchField = { name: string; field: string }

/** The values that a correlation reads from the matches of one of its rules. */
export function listMatchFields(
  { groupBy, field, aliases }: Pick<CorrelationRule, 'groupBy' | 'field' | 'aliases'>,
  ruleId: string,
): readonly MatchField[] {
  const names = new Set(field === undefined ? groupBy : [...groupBy, field])
  return [...names].map((name) => ({ name, field: findAliased(aliases, name, ruleId) ?? name }))
}

function findAliased(
  aliases: CorrelationRule['aliases'],
  alias: string,
  ruleId: string,
): string | undefined {
  const fields = Object.hasOwn(aliases, alias) ? aliases[alias] : undefined
  return fields && Object.hasOwn(fields, ruleId) ? fields[ruleId] : undefined
}
