/** Shows the titles of rules in a pill in place of their ids. */
import type { KnownRules } from '../../rules/rule-library.ts'
import { isRuleOff, isUnknownRule, toRuleName } from '../../rules/rule-names.ts'
import { listRules, toRuleWords } from '../draft/filter-words.ts'
import type { Pill } from './list-pills.ts'

/** The pill with the titles, or the same pill. */
export function withRuleNames(pill: Pill, set: KnownRules): Pill {
  if (pill.kind !== 'local') return pill
  const rules = listRules(pill.group)
  if (rules.length === 0) return pill
  const words = toRuleWords(pill.group, (rule) => toRuleName(rule, set))
  if (rules.some((rule) => isUnknownRule(rule, set)))
    return { ...pill, words, problem: unknownWords }
  if (rules.some((rule) => isRuleOff(rule, set))) return { ...pill, words, problem: offWords }
  return { ...pill, words }
}

const unknownWords = 'No rule with this id or tag here: it matches nothing.'
const offWords = 'This rule is switched off in this browser: it matches nothing.'
