/** Finds what rules find in entries of several logs, entry by entry, for tests of the rules. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readPath } from '../../../catalog/fields.ts'
import { correlate } from '../../correlate/correlate.ts'
import { toTermKey } from '../../correlate/find-new-terms.ts'
import { listMatchFields, type RuleMatch } from '../../correlate/rule-match.ts'
import { createRuleMatcher } from '../../evaluate/compile-rule.ts'
import { findRuleField } from '../../logs/rule-fields.ts'
import { listRuleDatasets } from '../../logs/rule-services.ts'
import type { CorrelationRule, DetectionRule, Rule } from '../../rule.ts'

/** An entry and the log that it is from. */
export type LogEntry = { dataset: Dataset; entry: unknown }

/** What is before the last entry by more than this is the baseline of rules for new terms. */
const baselineMs = 30 * 86_400_000

/** The numbers of the entries that each rule finds, by the id of the rule; correlations come after what they correlate. */
export function findFindings(
  rules: readonly Rule[],
  entries: readonly LogEntry[],
): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, readonly number[]>()
  const metAt = new Map<string, readonly number[]>()
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const timesMs = entries.map(({ dataset, entry }) =>
    Date.parse(String(readPath(entry, dataset.timePath))),
  )
  for (const rule of rules) {
    if (rule.kind === 'detection') {
      const found = listMatchingRows(rule, entries)
      rows.set(rule.id, found)
      metAt.set(rule.id, found)
      continue
    }
    const matches = rule.rules.flatMap((id) =>
      (metAt.get(id) ?? []).map((row) => toMatch(rule, { id, byId, row, entries, timesMs })),
    )
    const correlations = correlateWithBaseline(rule, matches)
    rows.set(rule.id, [...new Set(correlations.flatMap((each) => each.rows))])
    metAt.set(rule.id, [...new Set(correlations.flatMap((each) => each.metAt))])
  }
  return rows
}

/** These rules and all that they correlate, in the order of `rules`. */
export function listWithBases(ids: readonly string[], rules: readonly Rule[]): readonly Rule[] {
  const needed = new Set(ids)
  for (const rule of rules.toReversed()) {
    if (needed.has(rule.id) && rule.kind === 'correlation') {
      for (const id of rule.rules) needed.add(id)
    }
  }
  return rules.filter(({ id }) => needed.has(id))
}

/** The rules that are findings: all but those that exist only for a correlation. */
export function listReportedRules(rules: readonly Rule[]): readonly Rule[] {
  const hidden = new Set(
    rules.flatMap((rule) => (rule.kind === 'correlation' && !rule.generate ? rule.rules : [])),
  )
  return rules.filter(({ id }) => !hidden.has(id))
}

function listMatchingRows(rule: DetectionRule, entries: readonly LogEntry[]): readonly number[] {
  const matchers = new Map(
    listRuleDatasets(rule).map((dataset) => [dataset.id, createRuleMatcher(rule, dataset)]),
  )
  return entries.flatMap(({ dataset, entry }, row) =>
    matchers.get(dataset.id)?.(entry) ? [row] : [],
  )
}

type MatchContext = {
  id: string
  byId: ReadonlyMap<string, Rule>
  row: number
  entries: readonly LogEntry[]
  timesMs: readonly number[]
}

function toMatch(rule: CorrelationRule, context: MatchContext): RuleMatch {
  const { id, byId, row, entries, timesMs } = context
  const source = entries[row]
  const service = findService(byId.get(id), byId)
  const fields = listMatchFields(rule, id).map(({ name, field }) => {
    const value =
      source && service && findRuleField(service, source.dataset, field)?.read(source.entry)
    return [name, value === undefined || value === null ? undefined : String(value)] as const
  })
  return { rule: id, row, timeMs: timesMs[row] ?? Number.NaN, values: Object.fromEntries(fields) }
}

function findService(
  rule: Rule | undefined,
  byId: ReadonlyMap<string, Rule>,
): DetectionRule['service'] | undefined {
  if (rule?.kind === 'detection') return rule.service
  return rule && findService(byId.get(rule.rules[0] ?? ''), byId)
}

function correlateWithBaseline(rule: CorrelationRule, matches: readonly RuleMatch[]) {
  if (rule.type !== 'new_terms') return correlate(rule, matches)
  const startMs = Math.max(...matches.map(({ timeMs }) => timeMs)) - baselineMs
  const known = new Set(
    matches
      .filter(({ timeMs }) => timeMs < startMs)
      .flatMap((match) => toTermKey(rule, match) ?? []),
  )
  return correlate(
    rule,
    matches.filter(({ timeMs }) => timeMs >= startMs),
    known,
  )
}
