/** The rules whose matches loosen security, and that are followed to see whether a later entry undid them. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { listRuleDatasets } from '../logs/rule-services.ts'
import type { DetectionRule, Effect, Rule } from '../rule.ts'

const datasetIds = new WeakMap<DetectionRule, ReadonlySet<string>>()

/** The detections with an effect that are for a log; what a correlation joins is followed by rules of its own. */
export function listEffectRules(
  rules: readonly Rule[],
  effect: Effect,
  dataset: Pick<Dataset, 'id'>,
): readonly DetectionRule[] {
  return rules.filter(
    (rule): rule is DetectionRule =>
      rule.kind === 'detection' && rule.effect === effect && isRuleFor(rule, dataset),
  )
}

/** Whether a rule can match entries of a log. */
function isRuleFor(rule: DetectionRule, { id }: Pick<Dataset, 'id'>): boolean {
  const known = datasetIds.get(rule) ?? new Set(listRuleDatasets(rule).map((each) => each.id))
  datasetIds.set(rule, known)
  return known.has(id)
}
