/** Filters by detection rules: whether there is one, and adding or removing it. */
import { removeLocalFilter, toggleLocalFilter } from '../local-filters.ts'
import { type FilterMode, type LogQuery, type RuleFilter, toOtherMode } from '../log-query.ts'

/** The tag of all rules with an effect, `loosens` or `tightens`, by which entries are filtered. */
export function toEffectTag(effect: string): string {
  return `effect.${effect}`
}

/** The mode of the filter by a rule, by its id or tag; `undefined` when the query has none. */
export function findRuleMode({ localFilters }: LogQuery, rule: string): FilterMode | undefined {
  return localFilters.find((filter) => filter.kind === 'rule' && filter.rule === rule)?.mode
}

/** Adds the filter by a rule, in place of one in the other mode; removes it when the query has it. */
export function toggleRule(query: LogQuery, rule: string, mode: FilterMode): LogQuery {
  const filter: RuleFilter = { kind: 'rule', mode, rule }
  const others = removeLocalFilter(query.localFilters, { ...filter, mode: toOtherMode(mode) })
  return { ...query, localFilters: toggleLocalFilter(others, filter) }
}
