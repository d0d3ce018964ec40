/** Says in words what a correlation counts. Pure. */
import type { CorrelationRule, CountCondition } from '../../detection/rule.ts'
import { toCounted } from '../ui/text/count-text.ts'

const comparisons: Readonly<Record<CountCondition['op'], string>> = {
  gt: 'more than',
  gte: 'at least',
  lt: 'less than',
  lte: 'at most',
  eq: 'exactly',
  neq: 'not exactly',
}

/** “At least 5 entries of these rules within 1 h, all with the same actor”. */
export function toCorrelationWords(rule: CorrelationRule): string {
  const { type, timespanMs, groupBy, conditions, field = 'a field' } = rule
  const counts = conditions.map(({ op, count }) => `${comparisons[op]} ${count}`).join(' and ')
  const what = {
    event_count: `${counts} entries of these rules`,
    value_count: `${counts} different values of ${field} in entries of these rules`,
    temporal: 'an entry of each of these rules, in any order',
    temporal_ordered: 'an entry of each of these rules, in this order',
    new_terms: `a value of ${field} that the baseline does not have, in entries of these rules`,
  }[type]
  const span = timespanMs === undefined ? '' : ` within ${toSpan(timespanMs)}`
  const same = groupBy.length === 0 ? '' : `, all with the same ${groupBy.join(' and ')}`
  const words = `${what}${span}${same}`
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

function toSpan(ms: number): string {
  const seconds = ms / 1_000
  if (seconds % 86_400 === 0) return toCounted(seconds / 86_400, 'day')
  if (seconds % 3_600 === 0) return toCounted(seconds / 3_600, 'hour')
  if (seconds % 60 === 0) return toCounted(seconds / 60, 'minute')
  return toCounted(seconds, 'second')
}
