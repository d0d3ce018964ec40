/** Chooses the rules that the page lists, and groups them. Pure. */
import { type Effect, type Rule, type RuleLevel, ruleLevels } from '../../detection/rule.ts'
import { listRuleLogs } from '../rules/list-rule-logs.ts'
import type { KnownRules } from '../rules/rule-library.ts'

/** What the user chose; an empty text chooses all. */
export type RuleChoice = {
  text: string
  level: RuleLevel | ''
  /** The id of a log. */
  log: string
  effect: Effect | 'none' | ''
  origin: 'shipped' | 'own' | ''
  state: 'on' | 'off' | ''
  groupBy: 'topic' | 'level'
}

/** The choice of a new page. */
export const allRules: RuleChoice = {
  text: '',
  level: '',
  log: '',
  effect: '',
  origin: '',
  state: '',
  groupBy: 'topic',
}

type Set = Pick<KnownRules, 'byId' | 'off' | 'own'>

/** The chosen rules, the most severe first. */
export function filterRules(set: Set, choice: RuleChoice): readonly Rule[] {
  const words = choice.text.toLowerCase().split(/\s+/).filter(Boolean)
  return [...set.byId.values()]
    .filter((rule) => hasWords(rule, words) && isChosen(rule, set, choice))
    .sort(
      (a, b) =>
        ruleLevels.indexOf(b.level) - ruleLevels.indexOf(a.level) || a.title.localeCompare(b.title),
    )
}

function hasWords({ title, description, id, tags }: Rule, words: readonly string[]): boolean {
  const text = [title, description, id, ...tags].join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}

function isChosen(
  rule: Rule,
  { byId, off, own }: Set,
  { level, log, effect, origin, state }: RuleChoice,
): boolean {
  return (
    (level === '' || rule.level === level) &&
    (effect === '' || (rule.effect ?? 'none') === effect) &&
    (origin === '' || own.has(rule.id) === (origin === 'own')) &&
    (state === '' || off.has(rule.id) === (state === 'off')) &&
    (log === '' || listRuleLogs(rule, byId).some(({ id }) => id === log))
  )
}

/** A group of the list. */
export type RuleGroup = { name: string; rules: readonly Rule[] }

/** Groups sorted rules: own ones first, then by topic in alphabetical order; or by level. */
export function groupRules(
  rules: readonly Rule[],
  { own }: Pick<Set, 'own'>,
  groupBy: RuleChoice['groupBy'],
): readonly RuleGroup[] {
  const groups = new Map<string, Rule[]>()
  for (const rule of rules) {
    const name = groupBy === 'level' ? toCapital(rule.level) : toTopic(rule, own)
    const group = groups.get(name)
    if (group) group.push(rule)
    else groups.set(name, [rule])
  }
  const list = [...groups].map(([name, inGroup]) => ({ name, rules: inGroup }))
  if (groupBy === 'level') return list
  const toKey = ({ name }: RuleGroup) => (name === ownTopic ? '' : name)
  return list.sort((a, b) => toKey(a).localeCompare(toKey(b)))
}

const ownTopic = 'Own'
const topicNames: Readonly<Record<string, string>> = {
  api: 'API',
  dns: 'DNS',
  data: 'Stored data',
  'zero-trust': 'Zero Trust',
}

/** The topic of a shipped rule is the folder of its file. */
function toTopic({ id, file }: Rule, own: ReadonlySet<string>): string {
  if (own.has(id)) return ownTopic
  const folder = file.split('/')[0] ?? ''
  return topicNames[folder] ?? toCapital(folder)
}

function toCapital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}
