/** Lists the files of an export of rules. */
import { isReported } from '../reported-rules.ts'
import type { CorrelationRule, DetectionRule, Rule } from '../rule.ts'
import { formatRule } from './format-rule.ts'
import { toSlug } from './to-derived-id.ts'
import { toLogCorrelations } from './to-log-correlations.ts'
import { toLogRules } from './to-log-rules.ts'

/** The files of an export, and what is not in it, one sentence each. */
export type RuleArchive = {
  files: readonly { name: string; text: string }[]
  notes: readonly string[]
}

/**
 * Plain Sigma rules that other tools convert: a file for each rule and log, named as SigmaHQ does. Rules that are correlated
 * are in the export as well, as long as they are among `rules` or found by `find`.
 */
export function toRuleArchive(
  rules: readonly Rule[],
  find: (id: string) => Rule | undefined = () => undefined,
): RuleArchive {
  const known = new Map(rules.map((rule) => [rule.id, rule]))
  const findRule = (id: string) => known.get(id) ?? find(id)
  const written: (DetectionRule | CorrelationRule)[] = []
  const notes: string[] = []
  for (const rule of listNeededRules(rules, findRule)) {
    const plain = rule.kind === 'detection' ? toLogRules(rule) : toLogCorrelations(rule, findRule)
    written.push(...plain.rules)
    notes.push(...plain.notes)
  }
  const names = new Set<string>()
  const files = written.map((rule) => {
    const name = toFreeName(rule, names)
    names.add(name)
    return { name, text: formatRule(rule) }
  })
  return { files, notes }
}

/** The rules that are reported and those that they correlate, each once. */
function listNeededRules(
  rules: readonly Rule[],
  find: (id: string) => Rule | undefined,
): readonly Rule[] {
  const needed = new Map<string, Rule>()
  const open = rules.filter((rule) => isReported(rule, rules)).reverse()
  for (let rule = open.pop(); rule; rule = open.pop()) {
    if (needed.has(rule.id)) continue
    needed.set(rule.id, rule)
    // It is not written, and so its rules are not needed.
    if (rule.kind === 'detection' || rule.type === 'new_terms') continue
    open.push(...rule.rules.flatMap((id) => find(id) ?? []).reverse())
  }
  return [...needed.values()]
}

/** SigmaHQ's file names have at most 70 characters, of which the ending and a number are 7. */
function toFreeName({ name, title, id }: Rule, taken: ReadonlySet<string>): string {
  const base = `cloudflare_${toSlug(name ?? title, 52) || toSlug(id, 8)}`
  let text = `${base}.yml`
  for (let number = 2; taken.has(text); number++) text = `${base}_${number}.yml`
  return text
}
