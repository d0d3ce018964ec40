/** The rules of a store: which sources each is for, and which are reported. */

import type { Dataset } from '../../../catalog/define-dataset.ts'
import { type CompiledRule, compileRule } from '../../../detection/evaluate/compile-rule.ts'
import { listRuleDatasets } from '../../../detection/logs/rule-services.ts'
import { isReported } from '../../../detection/reported-rules.ts'
import type { CorrelationRule, DetectionRule, Rule } from '../../../detection/rule.ts'
import { ruleLevels } from '../../../detection/rule.ts'
import type { TableSource } from '../list/table-source.ts'

/** A rule for the sources of a store. */
export type SetRule = {
  /** Index in the set. */
  number: number
  rule: Rule
  /** The sources whose entries it can match. */
  sources: readonly TableSource[]
  /** Whether its matches are findings. */
  isReported: boolean
}

/** A rule that matches single entries, and one that matches several together. */
export type SetDetection = SetRule & { rule: DetectionRule }
export type SetCorrelation = SetRule & { rule: CorrelationRule }

/** The rules, most severe first. */
export type RuleSet = {
  rules: readonly SetRule[]
  detections: readonly SetDetection[]
  /** In an order in which each comes after those that it correlates. */
  correlations: readonly SetCorrelation[]
  get: (id: string) => SetRule | undefined
  /** The rule with this id, or the reported rules with this tag. */
  find: (idOrTag: string) => readonly SetRule[]
  /** Prepares a rule for a log, once. Throws for a rule that cannot be evaluated there. */
  compile: (rule: DetectionRule, dataset: Dataset) => CompiledRule
}

/** Prepares rules. */
export function createRuleSet(rules: readonly Rule[], sources: readonly TableSource[]): RuleSet {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const correlations = rules.filter((rule) => rule.kind === 'correlation')
  const levelOf = ({ level }: Rule) => ruleLevels.indexOf(level)
  const all = [...byId.values()]
    .sort((a, b) => levelOf(b) - levelOf(a))
    .map((rule, number): SetRule => {
      const datasetIds = listDatasets(rule, byId, new Set())
      return {
        number,
        rule,
        sources: sources.filter(({ dataset }) => datasetIds.has(dataset.id)),
        isReported: isReported(rule, correlations),
      }
    })
  const get = (id: string) => all.find(({ rule }) => rule.id === id)
  return {
    rules: all,
    detections: all.filter((each) => each.rule.kind === 'detection') as RuleSet['detections'],
    correlations: sortCorrelations(
      all.filter((each) => each.rule.kind === 'correlation') as RuleSet['correlations'],
    ),
    get,
    find(idOrTag) {
      const ofId = get(idOrTag)
      if (ofId) return [ofId]
      return all.filter(({ rule, isReported }) => isReported && rule.tags.includes(idOrTag))
    },
    compile: createCompiler(),
  }
}

function createCompiler(): RuleSet['compile'] {
  const known = new Map<string, CompiledRule>()
  return (rule, dataset) => {
    const key = `${rule.id} ${dataset.id}`
    const compiled = known.get(key) ?? compileRule(rule, dataset)
    known.set(key, compiled)
    return compiled
  }
}

/** The ids of the logs that a rule needs; those of a correlation are those of its rules. */
function listDatasets(
  rule: Rule,
  byId: ReadonlyMap<string, Rule>,
  seen: Set<string>,
): ReadonlySet<string> {
  if (rule.kind === 'detection') return new Set(listRuleDatasets(rule).map(({ id }) => id))
  if (seen.has(rule.id)) return new Set()
  seen.add(rule.id)
  const correlated = rule.rules.flatMap((id) => byId.get(id) ?? [])
  return new Set(correlated.flatMap((each) => [...listDatasets(each, byId, seen)]))
}

/** Puts correlations after those that they correlate; those that lead back to themselves are left out. */
function sortCorrelations(correlations: RuleSet['correlations']): RuleSet['correlations'] {
  const sorted: (typeof correlations)[number][] = []
  let waiting = [...correlations]
  for (let count = -1; count !== sorted.length; ) {
    count = sorted.length
    const isWaiting = (id: string) => waiting.some(({ rule }) => rule.id === id)
    const ready = waiting.filter(({ rule }) => !rule.rules.some(isWaiting))
    sorted.push(...ready)
    waiting = waiting.filter((each) => !ready.includes(each))
  }
  return sorted
}
