/** Names rules in filters: by title, an effect or what is new in words, and an id that no rule has as such. Pure. */
import { sealKinds, toSealTag } from '../../query/local/seal-filters.ts'
import type { KnownRules } from './rule-library.ts'

const tagNames: Readonly<Record<string, string>> = {
  'effect.loosens': 'loosens security',
  'effect.tightens': 'tightens security',
  'new.account': 'first for this account',
  'new.actor': 'first for this actor',
}

/** The tags that filters offer by name. */
export const namedTags: readonly string[] = Object.keys(tagNames)

/** Those of the comparison with a link, which has its own button. */
const sealTagNames: Readonly<Record<string, string>> = Object.fromEntries(
  sealKinds.map((kind) => [toSealTag(kind), kind]),
)

/** The name of a rule by its id, or of a tag. */
export function toRuleName(rule: string, set: Pick<KnownRules, 'status' | 'byId'>): string {
  if (!isRuleId(rule)) return tagNames[rule] ?? sealTagNames[rule] ?? rule
  const title = set.byId.get(rule)?.title
  if (title !== undefined) return title
  const id = `${rule.slice(0, 8)}…`
  return isUnknownRule(rule, set) ? `no rule with the id ${id} here` : `rule ${id}`
}

/** Whether no rule of this browser has the id or tag; false as long as the rules are not read. */
export function isUnknownRule(rule: string, { status, byId }: Pick<KnownRules, 'status' | 'byId'>) {
  if (status !== 'read' || Object.hasOwn({ ...tagNames, ...sealTagNames }, rule)) return false
  return isRuleId(rule)
    ? !byId.has(rule)
    : ![...byId.values()].some(({ tags }) => tags.includes(rule))
}

/** Ids are UUIDs; a tag has a dot. */
function isRuleId(rule: string): boolean {
  return !rule.includes('.')
}

/** Whether a filter names a rule that is switched off. */
export function isRuleOff(rule: string, { rules, byId }: Pick<KnownRules, 'rules' | 'byId'>) {
  return byId.has(rule) && !rules.some(({ id }) => id === rule)
}

/** The address that shows a rule on the page of rules. */
export function toRuleAddress(id: string): string {
  return `/rules?rule=${encodeURIComponent(id)}`
}
