/** Joins a correlation with the rules that it names, and checks that each of them has the fields that it needs. */
import { findFieldProblem } from '../logs/rule-fields.ts'
import { listRuleDatasets } from '../logs/rule-services.ts'
import { type CorrelationRule, type DetectionRule, type Rule, ruleLevels } from '../rule.ts'
import type { CorrelationDraft } from './parse-rules.ts'
import { clip, type Report } from './yaml-node.ts'

/** The rules that a correlation may name. */
export type NamedRules = {
  get: (id: string) => Rule | undefined
  /** Those with this id or name. */
  list: (text: string) => readonly Rule[]
}

/** The rules of one correlation, by what it writes for them. */
type Correlated = ReadonlyMap<string, Rule>
type Aliases = CorrelationDraft['correlation']['aliases']

/** The correlation with the ids of its rules; `undefined` when something was reported. */
export function joinCorrelation(
  { correlation, level, ...head }: CorrelationDraft,
  named: NamedRules,
  report: Report,
): CorrelationRule | undefined {
  const { at, rules: references, aliases, ...section } = correlation
  const correlated = new Map<string, Rule>()
  for (const reference of references) {
    const [rule, ...others] = named.list(reference)
    if (rule && others.length === 0) correlated.set(reference, rule)
    else report(at.rules, toReferenceProblem(reference, others.length))
  }
  if (correlated.size < references.length) return undefined
  const rules = [...new Set(correlated.values())]
  if (rules.length < references.length) {
    report(at.rules, 'One rule is listed twice, by its id and by its name. Keep one of them.')
    return undefined
  }
  const checks = { aliases, correlated, named }
  const aliasProblem = findAliasProblem(checks)
  const groupProblem = findFirst(section.groupBy, (name) => findNameProblem(name, checks))
  const fieldProblem = findFirst([section.field ?? []].flat(), (name) =>
    findNameProblem(name, checks),
  )
  if (aliasProblem !== undefined) report(at.aliases, aliasProblem)
  else if (groupProblem !== undefined) report(at.groupBy, groupProblem)
  else if (fieldProblem !== undefined) report(at.field, fieldProblem)
  if ((aliasProblem ?? groupProblem ?? fieldProblem) !== undefined) return undefined
  const levels = rules.map((rule) => ruleLevels.indexOf(rule.level))
  return {
    ...head,
    // Without a level of its own it is as severe as its most severe rule.
    level: level ?? ruleLevels[Math.max(...levels)] ?? 'informational',
    ...section,
    rules: rules.map(({ id }) => id),
    aliases: toAliasesById(checks),
  }
}

function findFirst(
  names: readonly string[],
  find: (name: string) => string | undefined,
): string | undefined {
  for (const name of names) {
    const problem = find(name)
    if (problem !== undefined) return problem
  }
  return undefined
}

function toReferenceProblem(reference: string, otherCount: number): string {
  return otherCount > 0
    ? `Several rules are named “${clip(reference)}”. Write the id of one.`
    : `There is no rule with the id or name “${clip(reference)}”, or it has a problem. Add or correct it.`
}

type Checks = { aliases: Aliases; correlated: Correlated; named: NamedRules }

function findAliasProblem({ aliases, correlated, named }: Checks): string | undefined {
  for (const [alias, fields] of Object.entries(aliases)) {
    for (const [reference, field] of Object.entries(fields)) {
      const rule = findCorrelated(reference, correlated)
      if (!rule)
        return `The alias ${clip(alias)} names “${clip(reference)}”, which is not in rules.`
      const problem = findMissingField(field, rule, named)
      if (problem !== undefined) return problem
    }
  }
  return undefined
}

/** Why a rule has no value for a name of `group-by` or for the counted field: an alias, or a field of every rule. */
function findNameProblem(name: string, { aliases, correlated, named }: Checks): string | undefined {
  const fields = Object.hasOwn(aliases, name) ? aliases[name] : undefined
  for (const [reference, rule] of correlated) {
    if (fields) {
      const isListed = Object.keys(fields).some((each) => findCorrelated(each, correlated) === rule)
      if (!isListed) {
        return `The alias ${clip(name)} lacks the rule “${clip(reference)}”. Add its field.`
      }
      continue
    }
    const problem = findMissingField(name, rule, named)
    if (problem !== undefined) return `${problem} Where rules have different fields, use aliases.`
  }
  return undefined
}

/** Why a rule has no such field. The entries of a correlation are those of its rules. */
function findMissingField(name: string, rule: Rule, named: NamedRules): string | undefined {
  for (const detection of listDetections(rule, named)) {
    const datasets = listRuleDatasets(detection)
    const problem = findFieldProblem(detection.service, datasets, name)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** The detections that a rule consists of, each once. */
function listDetections(
  rule: Rule,
  named: NamedRules,
  seen = new Set<Rule>(),
): readonly DetectionRule[] {
  if (seen.has(rule)) return []
  seen.add(rule)
  if (rule.kind === 'detection') return [rule]
  return rule.rules.flatMap((id) => {
    const other = named.get(id)
    return other ? listDetections(other, named, seen) : []
  })
}

function findCorrelated(reference: string, correlated: Correlated): Rule | undefined {
  const lower = reference.toLowerCase()
  return (
    correlated.get(reference) ??
    [...correlated.values()].find(({ id, name }) => id === lower || name === reference)
  )
}

function toAliasesById({ aliases, correlated }: Checks): CorrelationRule['aliases'] {
  const entries = Object.entries(aliases).map(([alias, fields]) => {
    const byId = Object.entries(fields).flatMap(([reference, field]) => {
      const rule = findCorrelated(reference, correlated)
      return rule ? [[rule.id, field] as const] : []
    })
    return [alias, Object.fromEntries(byId)] as const
  })
  return Object.fromEntries(entries)
}
