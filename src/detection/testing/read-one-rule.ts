/** Reads one detection, and throws its problems. */
import { readRuleFiles } from '../parse/read-rule-files.ts'
import type { DetectionRule } from '../rule.ts'
import { toRuleText } from './rule-text.ts'

/** The rule with this text below `detection`, see `toRuleText`. */
export function readOneRule(...parts: Parameters<typeof toRuleText>): DetectionRule {
  const text = toRuleText(...parts)
  const { rules, problems } = readRuleFiles([{ name: 'example.yml', text }])
  const [rule] = rules
  if (problems.length > 0 || rule?.kind !== 'detection') {
    throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  }
  return rule
}
