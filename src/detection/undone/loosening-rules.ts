/** The rules whose matches loosen security, and are tracked up: has a later entry undone them? */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { listRuleDatasets } from '../logs/rule-services.ts'
import type { DetectionRule, Effect, Rule } from '../rule.ts'

/** A rule that one entry matches. The entries that a correlation joins are tracked by rules of their own. */
export type LooseningRule = DetectionRule

const datasetIds = new WeakMap<DetectionRule, ReadonlySet<string>>()

/** The detections with an effect that are for a log. */
export function listEffectRules(
  rules: readonly Rule[],
  effect: Effect,
  dataset: Pick<Dataset, 'id'>,
): readonly LooseningRule[] {
  return rules.filter(
    (rule): rule is DetectionRule =>
      rule.kind === 'detection' && rule.effect === effect && isRuleFor(rule, dataset),
  )
}

/** Whether a rule can match entries of a log. */
export function isRuleFor(rule: DetectionRule, { id }: Pick<Dataset, 'id'>): boolean {
  const known = datasetIds.get(rule) ?? new Set(listRuleDatasets(rule).map((each) => each.id))
  datasetIds.set(rule, known)
  return known.has(id)
}
