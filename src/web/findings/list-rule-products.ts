/** The products that a rule needs, as it spells them, to say which of them no loaded entry has. */
import { listRuleDatasets } from '../../detection/logs/rule-services.ts'
import { listRequiredProducts } from '../../detection/pack/list-required-products.ts'
import type { Rule } from '../../detection/rule.ts'

/** The products of all logs of a rule, each once; empty for a correlation, whose parts have products of their own. */
export function listRuleProducts(rule: Rule): readonly string[] {
  if (rule.kind !== 'detection') return []
  return [
    ...new Set(listRuleDatasets(rule).flatMap((dataset) => listRequiredProducts(rule, dataset))),
  ]
}
