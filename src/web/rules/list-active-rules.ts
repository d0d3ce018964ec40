/** Decides which rules a list is searched by, when some are switched off. Pure. */
import { isReported } from '../../detection/reported-rules.ts'
import type { CorrelationRule, Rule } from '../../detection/rule.ts'

/** The rules that are on, and those that a correlation that is on needs, in the given order. */
export function listActiveRules(rules: readonly Rule[], off: ReadonlySet<string>): readonly Rule[] {
  if (off.size === 0) return rules
  const needed = new Set<string>()
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const open = rules.filter(({ id }) => !off.has(id) && !isPartOnly(id, rules))
  for (let rule = open.pop(); rule; rule = open.pop()) {
    if (needed.has(rule.id)) continue
    needed.add(rule.id)
    if (rule.kind === 'correlation') open.push(...rule.rules.flatMap((id) => byId.get(id) ?? []))
  }
  return rules.filter(({ id }) => needed.has(id))
}

/** The correlations that name a rule. */
export function listUsers(id: string, rules: readonly Rule[]): readonly CorrelationRule[] {
  return rules.filter((rule): rule is CorrelationRule => isUser(rule, id))
}

/** Whether a rule is there only to be correlated, so that it is no finding of its own. */
export function isPartOnly(id: string, rules: readonly Rule[]): boolean {
  return !isReported({ id }, rules)
}

function isUser(rule: Rule, id: string): boolean {
  return rule.kind === 'correlation' && rule.rules.includes(id)
}
