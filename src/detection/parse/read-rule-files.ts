/** Reads files of rules, and joins correlations with the rules that they name. */
import { findFieldProblem, findRuleField } from '../logs/rule-fields.ts'
import { listRuleDatasets } from '../logs/rule-services.ts'
import {
  type CorrelationRule,
  type DetectionRule,
  type Rule,
  type RuleProblem,
  ruleLevels,
} from '../rule.ts'
import { type CorrelationDraft, type ParsedRule, parseRules, type RuleFile } from './parse-rules.ts'
import { clip, type Position } from './yaml-node.ts'

/** Rules, and what is wrong with the others. */
export type RuleReading = { rules: readonly Rule[]; problems: readonly RuleProblem[] }

/**
 * The rules of files. Correlations may name rules of any of the files and of `known`, by id or name. A rule with a problem
 * is left out; the other ones are usable. A correlation comes after the rules that it names.
 */
export function readRuleFiles(
  files: readonly RuleFile[],
  known: readonly Rule[] = [],
): RuleReading {
  const readings = files.map(parseRules)
  const problems = readings.flatMap((reading) => reading.problems)
  const report = (file: string, at: Position, message: string) => {
    problems.push({ file, ...at, message })
  }
  const parsed = dropDuplicates(
    readings.flatMap((reading) => reading.rules),
    known,
    report,
  )
  const detections = parsed.flatMap(({ rule }) => (rule.kind === 'detection' ? [rule] : []))
  const references = createReferences([...known, ...detections], report)
  const rules: Rule[] = [...detections]
  for (const { at, rule } of parsed) {
    if (rule.kind === 'detection') continue
    const correlation = toCorrelation(rule, references, (position, message) =>
      report(rule.file, position ?? at, message),
    )
    if (correlation) rules.push(correlation)
  }
  return { rules, problems }
}

type ReportIn = (file: string, at: Position, message: string) => void

function dropDuplicates(
  parsed: readonly ParsedRule[],
  known: readonly Rule[],
  report: ReportIn,
): readonly ParsedRule[] {
  const files = new Map(known.map(({ id, file }) => [id, file]))
  return parsed.filter(({ at, rule: { id, file } }) => {
    const other = files.get(id)
    if (other !== undefined) {
      report(file, at, `The id ${id} is used by a rule of ${other}. Give this rule a new UUID.`)
      return false
    }
    files.set(id, file)
    return true
  })
}

/** Rules by id and by name. */
type References = { find: (text: string) => DetectionRule | undefined | 'correlation' | 'several' }

function createReferences(rules: readonly Rule[], _report: ReportIn): References {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const byName = new Map<string, Rule[]>()
  for (const rule of rules) {
    if (rule.name === undefined) continue
    byName.set(rule.name, [...(byName.get(rule.name) ?? []), rule])
  }
  return {
    find(text) {
      const named = byName.get(text) ?? []
      const rule = byId.get(text.toLowerCase()) ?? named[0]
      if (named.length > 1) return 'several'
      return rule?.kind === 'correlation' ? 'correlation' : rule
    },
  }
}

type ReportHere = (at: Position | undefined, message: string) => void

/** The rule with the ids of its rules; `undefined` when something was reported. */
function toCorrelation(
  { correlation, level, ...head }: CorrelationDraft,
  references: References,
  report: ReportHere,
): CorrelationRule | undefined {
  const { at, rules: names, aliases, ...section } = correlation
  const found = new Map<string, DetectionRule>()
  for (const name of names) {
    const rule = references.find(name)
    if (typeof rule === 'object') found.set(name, rule)
    else report(at.rules, toReferenceProblem(name, rule))
  }
  if (found.size < names.length) return undefined
  const rules = [...new Set([...found.values()])]
  if (rules.length < names.length) {
    report(at.rules, 'rules names one rule twice, by id and by name. Keep one of them.')
    return undefined
  }
  const aliasProblem = findAliasProblem(aliases, found)
  const fields = [...section.groupBy, ...(section.field === undefined ? [] : [section.field])]
  const fieldProblem =
    aliasProblem ?? fields.map((field) => findGroupProblem(field, aliases, found)).find(Boolean)
  if (fieldProblem !== undefined) {
    report(aliasProblem === undefined ? at.groupBy : at.aliases, fieldProblem)
    return undefined
  }
  const levels = rules.map((rule) => ruleLevels.indexOf(rule.level))
  return {
    ...head,
    level: level ?? ruleLevels[Math.max(...levels)] ?? 'informational',
    ...section,
    rules: rules.map(({ id }) => id),
    aliases: toAliasesById(aliases, found),
  }
}

function toReferenceProblem(name: string, found: undefined | 'correlation' | 'several'): string {
  if (found === 'several') return `Several rules are named “${clip(name)}”. Refer to one by its id.`
  if (found === 'correlation') {
    return `“${clip(name)}” is a correlation. Refer to the rules that it names instead.`
  }
  return `There is no rule with the id or name “${clip(name)}”. Add it, or correct the name.`
}

type Aliases = CorrelationDraft['correlation']['aliases']

function findAliasProblem(
  aliases: Aliases,
  rules: ReadonlyMap<string, DetectionRule>,
): string | undefined {
  for (const [alias, fields] of Object.entries(aliases)) {
    for (const [name, field] of Object.entries(fields)) {
      const rule = findReferenced(name, rules)
      if (!rule) return `The alias ${clip(alias)} names “${clip(name)}”, which is not in rules.`
      const problem = findFieldProblem(rule.service, listRuleDatasets(rule), field)
      if (problem !== undefined) return problem
    }
  }
  return undefined
}

/** Why not every rule has a value for a field or alias of `group-by`. */
function findGroupProblem(
  name: string,
  aliases: Aliases,
  rules: ReadonlyMap<string, DetectionRule>,
): string | undefined {
  const isAlias = Object.hasOwn(aliases, name)
  for (const [reference, rule] of rules) {
    if (isAlias) {
      const named = Object.keys(aliases[name] ?? {}).some(
        (each) => findReferenced(each, rules) === rule,
      )
      if (!named)
        return `The alias ${clip(name)} lacks the rule “${clip(reference)}”. Add its field.`
      continue
    }
    const datasets = listRuleDatasets(rule)
    if (datasets.some((dataset) => findRuleField(rule.service, dataset, name))) continue
    const problem = findFieldProblem(rule.service, datasets, name)
    return `${problem} The rule “${clip(reference)}” needs it; use aliases where fields differ.`
  }
  return undefined
}

function findReferenced(
  name: string,
  rules: ReadonlyMap<string, DetectionRule>,
): DetectionRule | undefined {
  return (
    rules.get(name) ??
    [...rules.values()].find((rule) => rule.id === name.toLowerCase() || rule.name === name)
  )
}

function toAliasesById(
  aliases: Aliases,
  rules: ReadonlyMap<string, DetectionRule>,
): CorrelationRule['aliases'] {
  const entries = Object.entries(aliases).map(([alias, fields]) => {
    const byId = Object.entries(fields).flatMap(([name, field]) => {
      const rule = findReferenced(name, rules)
      return rule ? [[rule.id, field] as const] : []
    })
    return [alias, Object.fromEntries(byId)] as const
  })
  return Object.fromEntries(entries)
}
