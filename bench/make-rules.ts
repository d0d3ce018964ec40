/** Makes as many rules as the limits of issue 19 are about, from those of the pack that audit log v2 can match. */
import { getDataset } from '../src/catalog/index.ts'
import { type CompiledRule, compileRule } from '../src/detection/evaluate/compile-rule.ts'
import { readRulePack } from '../src/detection/pack/rule-pack.ts'
import type { DetectionRule } from '../src/detection/rule.ts'

const ruleCount = 50

/** Rules that columns decide alone, and rules that need the bodies of entries: 50 each. */
export type BenchRules = { byColumns: readonly DetectionRule[]; byBodies: readonly DetectionRule[] }

/** The pack's rules by what they need; each list is repeated under other ids until it has 50. */
export function makeRules(): BenchRules {
  const dataset = getDataset('account-audit-logs-v2')
  // Bodies are fields as well, but the store has no columns of them.
  const hasColumn = (path: string | undefined) =>
    dataset.fields.some((field) => field.path === path && field.kind !== 'json')
  const isColumns = (tree: CompiledRule): boolean => {
    if (!('of' in tree)) return tree.kind === 'value' && hasColumn(tree.column)
    return tree.kind === 'not' ? isColumns(tree.of) : tree.of.every(isColumns)
  }
  const rules = readRulePack().filter(
    (rule) => rule.kind === 'detection' && rule.service === 'audit',
  )
  const detections = rules.flatMap((rule) => (rule.kind === 'detection' ? [rule] : []))
  const needsColumns = (rule: DetectionRule) => isColumns(compileRule(rule, dataset))
  return {
    byColumns: repeat(detections.filter(needsColumns)),
    byBodies: repeat(detections.filter((rule) => !needsColumns(rule))),
  }
}

function repeat(rules: readonly DetectionRule[]): readonly DetectionRule[] {
  return Array.from({ length: ruleCount }, (_, at) => ({
    ...rules[at % rules.length],
    id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
  })).filter((rule): rule is DetectionRule => 'kind' in rule)
}
