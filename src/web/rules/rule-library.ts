/**
 * The rules of this page. They are loaded when they are first wanted, and parsed one file after another in tasks of their
 * own, so that the page stays responsive.
 */
import { useSyncExternalStore } from 'react'
import type { Rule, RuleProblem } from '../../detection/rule.ts'

/** The files with rules, and how they are read; see `detection/parse/read-rule-files.ts`. */
export type RuleFiles = {
  files: readonly RuleFile[]
  read: (
    files: readonly RuleFile[],
    known: readonly Rule[],
  ) => { rules: readonly Rule[]; problems: readonly RuleProblem[] }
}

type RuleFile = { name: string; text: string }

/** The rules as far as they are known. */
export type KnownRules = {
  status: 'unread' | 'reading' | 'read' | 'failed'
  /** Empty until all files are read. */
  rules: readonly Rule[]
  byId: ReadonlyMap<string, Rule>
  /** Why files, or parts of them, cannot be used. */
  problems: readonly RuleProblem[]
}

/** Rules that are read once. */
export type RuleLibrary = {
  get: () => KnownRules
  subscribe: (listener: () => void) => () => void
  /** Reads the rules, unless that was done; after a failure, tries again. */
  read: () => Promise<void>
}

const unread: KnownRules = { status: 'unread', rules: [], byId: new Map(), problems: [] }

/** Creates a library; `nextTask` ends the present task of the page. */
export function createRuleLibrary(
  load: () => Promise<RuleFiles>,
  nextTask: () => Promise<void> = endTask,
): RuleLibrary {
  const listeners = new Set<() => void>()
  let set = unread

  function update(next: KnownRules): void {
    set = next
    for (const listener of listeners) listener()
  }

  return {
    get: () => set,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async read() {
      if (set.status === 'reading' || set.status === 'read') return
      update({ ...unread, status: 'reading' })
      try {
        const { rules, problems } = await readFiles(await load(), nextTask)
        const byId = new Map(rules.map((rule) => [rule.id, rule]))
        update({ status: 'read', rules, byId, problems })
      } catch {
        update({ ...unread, status: 'failed' })
      }
    },
  }
}

/** Reads one file in each task. A correlation may refer to rules of a file that comes later, so such files are read again. */
async function readFiles(
  { files, read }: RuleFiles,
  nextTask: () => Promise<void>,
): Promise<Pick<KnownRules, 'rules' | 'problems'>> {
  const rules: Rule[] = []
  let problems: RuleProblem[] = []
  let waiting = [...files]
  for (let isNew = true; isNew && waiting.length > 0; ) {
    isNew = false
    problems = []
    const failed: RuleFile[] = []
    for (const file of waiting) {
      await nextTask()
      const found = read([file], rules)
      if (found.problems.length > 0) {
        failed.push(file)
        problems.push(...found.problems)
      } else {
        rules.push(...found.rules)
        isNew = true
      }
    }
    waiting = failed
  }
  // What is right in a file with problems can be used.
  for (const file of waiting) rules.push(...read([file], rules).rules)
  return { rules, problems }
}

function endTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

/** The rules that come with Gumshoe. */
export const ruleLibrary = createRuleLibrary(async () => {
  const [{ rulePackFiles }, { readRuleFiles }] = await Promise.all([
    import('../../detection/pack/rule-pack.ts'),
    import('../../detection/parse/read-rule-files.ts'),
  ])
  return { files: rulePackFiles, read: readRuleFiles }
})

/** The rules; renders again when they are read. */
export function useRules(): KnownRules {
  return useSyncExternalStore(ruleLibrary.subscribe, ruleLibrary.get)
}
