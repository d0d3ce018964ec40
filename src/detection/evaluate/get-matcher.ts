/** Keeps the matchers of rules, because to prepare one takes longer than to use it. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { LocalMatcher } from '../../query/match-local.ts'
import type { DetectionRule } from '../rule.ts'
import { createRuleMatcher } from './compile-rule.ts'

/** Matchers of a rule by the id of the log: many entries need the same. */
const matchers = new WeakMap<DetectionRule, Map<string, LocalMatcher>>()

/** Whether a rule matches an entry of a log; prepared once. */
export function getMatcher(rule: DetectionRule, dataset: Dataset): LocalMatcher {
  const known = matchers.get(rule) ?? new Map<string, LocalMatcher>()
  matchers.set(rule, known)
  const matcher = known.get(dataset.id) ?? createRuleMatcher(rule, dataset)
  known.set(dataset.id, matcher)
  return matcher
}
