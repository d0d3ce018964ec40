/** Which rules match one entry, and why. It has the evaluation of rules, so it is loaded when an entry is opened. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { explainRule } from '../../detection/evaluate/explain-rule.ts'
import { getMatcher } from '../../detection/evaluate/get-matcher.ts'
import {
  listMatchedValues,
  type MatchedValue,
} from '../../detection/evaluate/list-matched-values.ts'
import type { SentencePart } from '../../detection/evaluate/test-phrase.ts'
import { listRuleDatasets } from '../../detection/logs/rule-services.ts'
import { isReported } from '../../detection/reported-rules.ts'
import { type DetectionRule, type Rule, ruleLevels } from '../../detection/rule.ts'

/** A rule that matches an entry: its condition in words, and the values that it matches. */
export type EntryFinding = {
  rule: DetectionRule
  condition: readonly SentencePart[]
  values: readonly MatchedValue[]
}

/** The reported rules that match an entry of a log, most severe first, and of a level those with an effect. `text` is its JSON as the API sent it. */
export function matchEntry(
  rules: readonly Rule[],
  dataset: Dataset,
  entry: unknown,
  text: string,
): readonly EntryFinding[] {
  return rules
    .filter((rule) => rule.kind === 'detection')
    .filter((rule) => isReported(rule, rules) && isFor(rule, dataset))
    .filter((rule) => getMatcher(rule, dataset)(entry, text))
    .sort((a, b) => rankOf(b) - rankOf(a))
    .map((rule) => ({
      rule,
      condition: explainRule(rule, dataset),
      values: listMatchedValues(rule, dataset, entry),
    }))
}

function rankOf({ level, effect }: DetectionRule): number {
  return 2 * ruleLevels.indexOf(level) + (effect ? 1 : 0)
}

function isFor(rule: DetectionRule, dataset: Dataset): boolean {
  return listRuleDatasets(rule).some(({ id }) => id === dataset.id)
}
