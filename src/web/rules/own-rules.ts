/**
 * The own rules of this browser, each as the text of its YAML document. What is stored is checked when it is read, and
 * parsed by the rule library like the rules that come with Gumshoe.
 */
import { useSyncExternalStore } from 'react'
import { isRuleId } from '../../query/local/rule-id.ts'
import { createPreferenceStore } from '../preferences/create-preference-store.ts'
import { toCountText } from '../ui/text/count-text.ts'

/** A rule: its id, the name of the file that it came from, which is only a label, and its YAML. */
export type OwnRule = { id: string; file: string; text: string }

/** The own rules, and the number of stored ones that could not be read. */
export type OwnRules = { rules: readonly OwnRule[]; unreadable: number }

/** Maximum number of rules, and lengths in characters: of all rules, of one rule and of the name of its file. */
export const ownRuleSizes = { rules: 500, total: 1_000_000, text: 100_000, file: 200 } as const

/** Creates the store; exported for its test. */
export function createOwnRuleStore() {
  return createPreferenceStore<OwnRules>('gumshoe.rules', readOwnRules, {
    write: ({ rules }) => rules,
    followsTabs: true,
  })
}

const store = createOwnRuleStore()

export const getOwnRules = store.get
export const subscribeOwnRules = store.subscribe

/** The own rules; renders again when they change, also in another tab. */
export function useOwnRules(): OwnRules {
  return useSyncExternalStore(store.subscribe, store.get)
}

/**
 * Changes the own rules, based on the current content of the storage, because another tab may have changed it. If that is
 * impossible, nothing changes and the problem is returned in words.
 */
export function changeOwnRules(
  change: (rules: readonly OwnRule[]) => readonly OwnRule[],
): string | undefined {
  const rules = change(store.read().rules)
  const problem = findSizeProblem(rules)
  if (problem) return problem
  const failure = store.replace({ rules, unreadable: 0 })
  if (!failure) return undefined
  return failure.error instanceof DOMException && failure.error.name === 'QuotaExceededError'
    ? 'The browser’s storage for this page is full: nothing was changed. Export and delete some rules or saved queries first.'
    : 'This browser does not let the page store anything: nothing was changed.'
}

/** Why so many rules cannot be kept; `undefined` when they can. */
export function findSizeProblem(rules: readonly OwnRule[]): string | undefined {
  if (rules.length > ownRuleSizes.rules) {
    return `At most ${ownRuleSizes.rules} own rules are kept in this browser; these would be ${toCountText(rules.length)}. Nothing was changed. Export and delete some first.`
  }
  const total = rules.reduce((sum, { text }) => sum + text.length, 0)
  return total > ownRuleSizes.total
    ? `Own rules have at most ${toCountText(ownRuleSizes.total)} characters in this browser; these would have ${toCountText(total)}. Nothing was changed. Export and delete some first.`
    : undefined
}

/** Reads a stored value; rules that are not valid, or too many, are counted and left out. */
function readOwnRules(stored: unknown): OwnRules {
  if (!Array.isArray(stored)) return { rules: [], unreadable: stored === undefined ? 0 : 1 }
  const list: readonly unknown[] = stored
  const rules = new Map<string, OwnRule>()
  let total = 0
  for (const item of list.slice(0, ownRuleSizes.rules)) {
    const rule = findOwnRule(item)
    if (!rule || rules.has(rule.id) || total + rule.text.length > ownRuleSizes.total) continue
    total += rule.text.length
    rules.set(rule.id, rule)
  }
  return { rules: [...rules.values()], unreadable: list.length - rules.size }
}

function findOwnRule(item: unknown): OwnRule | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const { id, file, text } = item as Record<string, unknown>
  if (typeof id !== 'string' || typeof file !== 'string' || typeof text !== 'string')
    return undefined
  const isValid =
    isRuleId(id) && file.length <= ownRuleSizes.file && text.length <= ownRuleSizes.text
  return isValid ? { id, file, text } : undefined
}
