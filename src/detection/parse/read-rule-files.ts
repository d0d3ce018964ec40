/** Reads files of rules, and joins correlations with the rules that they name. */
import type { Rule, RuleProblem } from '../rule.ts'
import { joinCorrelation, type NamedRules } from './join-correlation.ts'
import { type CorrelationDraft, type ParsedRule, parseRules, type RuleFile } from './parse-rules.ts'
import { clip, type Position } from './yaml-node.ts'

/** Rules, and what is wrong with the others. */
export type RuleReading = { rules: readonly Rule[]; problems: readonly RuleProblem[] }

/**
 * The rules of files. Correlations may name rules of any of the files and of `known`, by id or name. A rule with a problem
 * is left out, and so is a correlation of it; the other ones are usable. A correlation comes after the rules that it names.
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
  const parsed = readings.flatMap((reading) => reading.rules)
  const unique = dropDuplicates(parsed, known, report)
  const detections = unique.flatMap(({ rule }) => (rule.kind === 'detection' ? [rule] : []))
  const drafts = unique.flatMap(({ rule }) => (rule.kind === 'correlation' ? [rule] : []))
  const correlations = joinCorrelations(drafts, [...known, ...detections], report)
  return { rules: [...detections, ...correlations], problems }
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
    if (other === undefined) {
      files.set(id, file)
      return true
    }
    report(file, at, `The id ${id} is that of another rule, in ${other}. Give this one a new UUID.`)
    return false
  })
}

/** Joins correlations in an order in which each comes after those that it names. */
function joinCorrelations(
  drafts: readonly CorrelationDraft[],
  others: readonly Rule[],
  report: ReportIn,
): readonly Rule[] {
  const joined: Rule[] = []
  let waiting = drafts
  while (waiting.length > 0) {
    const isWaiting = (text: string) => waiting.some((draft) => isNamed(draft, text))
    const ready = waiting.filter(({ correlation }) => !correlation.rules.some(isWaiting))
    if (ready.length === 0) break
    const named = createNamedRules([...others, ...joined])
    for (const draft of ready) {
      const rule = joinCorrelation(draft, named, (at, message) => report(draft.file, at, message))
      if (rule) joined.push(rule)
    }
    waiting = waiting.filter((draft) => !ready.includes(draft))
  }
  for (const { file, title, correlation } of waiting) {
    const message = `“${clip(title)}” is a correlation that names itself, or one that names it. Remove a name.`
    report(file, correlation.at.rules, message)
  }
  return joined
}

function isNamed({ id, name }: CorrelationDraft, text: string): boolean {
  return name === text || id === text.toLowerCase()
}

function createNamedRules(rules: readonly Rule[]): NamedRules {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const byName = new Map<string, Rule[]>()
  for (const rule of rules) {
    if (rule.name === undefined) continue
    const named = byName.get(rule.name)
    if (named) named.push(rule)
    else byName.set(rule.name, [rule])
  }
  return {
    get: (id) => byId.get(id),
    list: (text) =>
      byName.get(text) ?? [byId.get(text.toLowerCase())].flatMap((rule) => rule ?? []),
  }
}
