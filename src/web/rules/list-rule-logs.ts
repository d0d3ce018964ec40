/** Lists the logs in which a rule can match. Pure. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { listRuleDatasets } from '../../detection/logs/rule-services.ts'
import type { Rule } from '../../detection/rule.ts'

/** The logs of a rule; a correlation is for the logs of its rules. */
export function listRuleLogs(
  rule: Rule,
  rules: ReadonlyMap<string, Rule>,
  above: ReadonlySet<string> = new Set(),
): readonly Dataset[] {
  if (rule.kind === 'detection') return listRuleDatasets(rule)
  const seen = new Set([...above, rule.id])
  const parts = rule.rules.flatMap((id) => {
    const part = seen.has(id) ? undefined : rules.get(id)
    return part ? listRuleLogs(part, rules, seen) : []
  })
  return [...new Set(parts)]
}
