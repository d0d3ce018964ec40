/** Sorts what the rules found for the screen: by level what matched, what did not, and what was not asked. Pure. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { type Rule, type RuleLevel, ruleLevels } from '../../detection/rule.ts'
import type { Finding, Findings } from '../store/findings.ts'

/** A rule, and what it found. */
export type RuleFinding = { rule: Rule; finding: Finding }

/** Rules that were not searched, because the list has none of the logs that they are for. */
export type UnaskedLogs = { datasets: readonly Dataset[]; rules: readonly Rule[] }

/** The findings of a list. */
export type FindingList = {
  /** Rules that matched, by level, the most severe level first; levels without a match are left out. */
  levels: readonly { level: RuleLevel; items: readonly RuleFinding[] }[]
  /** Rules that matched nothing. */
  unmatched: readonly RuleFinding[]
  unasked: readonly UnaskedLogs[]
  /** Rules that compare with a baseline, and were not searched because there is none. */
  uncompared: readonly RuleFinding[]
  /** How many rules were searched. */
  searched: number
}

/** Sorts the findings; `listDatasets` has the logs that a rule is for. Findings of unknown rules are left out. */
export function listFindings(
  findings: Findings,
  rules: ReadonlyMap<string, Rule>,
  listDatasets: (rule: Rule) => readonly Dataset[],
): FindingList {
  const all = findings.findings.flatMap((finding): RuleFinding[] => {
    const rule = rules.get(finding.rule)
    return rule ? [{ rule, finding }] : []
  })
  const asked = all.filter(({ finding }) => finding.sources.length > 0)
  const searched = asked.filter(({ finding }) => !finding.needsBaseline)
  const matched = searched.filter(({ finding }) => finding.count > 0)
  const levels = ruleLevels
    .toReversed()
    .map((level) => ({ level, items: matched.filter(({ rule }) => rule.level === level) }))
  return {
    levels: levels.filter(({ items }) => items.length > 0),
    unmatched: searched.filter(({ finding }) => finding.count === 0),
    unasked: groupByLogs(
      all.flatMap(({ rule, finding }) => (finding.sources.length > 0 ? [] : rule)),
      listDatasets,
    ),
    uncompared: asked.filter(({ finding }) => finding.needsBaseline),
    searched: searched.length,
  }
}

/** How many rules matched. */
export function countMatched(findings: Findings | undefined): number {
  return findings?.findings.filter(({ count }) => count > 0).length ?? 0
}

function groupByLogs(
  rules: readonly Rule[],
  listDatasets: (rule: Rule) => readonly Dataset[],
): readonly UnaskedLogs[] {
  const groups = new Map<string, { datasets: readonly Dataset[]; rules: Rule[] }>()
  for (const rule of rules) {
    const datasets = listDatasets(rule)
    const key = datasets.map(({ id }) => id).join()
    const group = groups.get(key) ?? { datasets, rules: [] }
    group.rules.push(rule)
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => b.rules.length - a.rules.length)
}
