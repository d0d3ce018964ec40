/**
 * The rules of this page. They are loaded when they are first wanted, and parsed one file after another in tasks of their
 * own, so that the page stays responsive.
 */
import { useSyncExternalStore } from 'react'
import type { Rule, RuleProblem } from '../../detection/rule.ts'
import { getPreferences, subscribePreferences } from '../preferences/preferences.ts'
import { listActiveRules } from './list-active-rules.ts'
import { endTask, type ReadRules, type RuleText, readInTasks } from './read-in-tasks.ts'

/** A value that changes, and how to hear of it. */
type Changing<T> = { get: () => T; subscribe: (listener: () => void) => () => void }

/** The files with rules, and how they are read. */
export type RuleFiles = {
  files: readonly RuleText[]
  read: ReadRules
  /** The rules of this browser, one in each file, named as `toOwnFile` does. */
  own?: Changing<readonly RuleText[]>
  /** The ids of the rules that are switched off. */
  off?: Changing<readonly string[]>
}

/** The rules as far as they are known. */
export type KnownRules = {
  status: 'unread' | 'reading' | 'read' | 'failed'
  /** The rules that lists are searched by: those that are on. Empty until all files are read. */
  rules: readonly Rule[]
  /** All rules, also those that are switched off. */
  byId: ReadonlyMap<string, Rule>
  /** The ids of the rules that are switched off, and of those that did not come with Gumshoe. */
  off: ReadonlySet<string>
  own: ReadonlySet<string>
  /** The texts of the files, by name. */
  texts: ReadonlyMap<string, string>
  /** Why files, or parts of them, cannot be used. */
  problems: readonly RuleProblem[]
  /** Counts the changes of the rules. */
  revision: number
}

/** Rules that are read once; own ones again when they change. */
export type RuleLibrary = {
  get: () => KnownRules
  subscribe: (listener: () => void) => () => void
  /** Reads the rules, unless that was done; after a failure, tries again. */
  read: () => Promise<void>
}

const unread: KnownRules = {
  status: 'unread',
  rules: [],
  byId: new Map(),
  off: new Set(),
  own: new Set(),
  texts: new Map(),
  problems: [],
  revision: 0,
}

/** Creates a library; `nextTask` ends the present task of the page. */
export function createRuleLibrary(
  load: () => Promise<RuleFiles>,
  nextTask: () => Promise<void> = endTask,
): RuleLibrary {
  const listeners = new Set<() => void>()
  let set = unread

  function update(next: KnownRules): void {
    set = { ...next, revision: set.revision + 1 }
    for (const listener of listeners) listener()
  }

  /** Reads the own rules again after each change; the rules before it are in use until that is done. */
  function followOwn(loaded: RuleFiles, shipped: ReturnType<ReadRules>): () => Promise<void> {
    let started = 0
    return async () => {
      started += 1
      const turn = started
      const ownFiles = loaded.own?.get() ?? []
      const own = await readInTasks(ownFiles, loaded.read, shipped.rules, nextTask)
      if (turn !== started) return
      const all = [...shipped.rules, ...own.rules]
      const off = new Set(loaded.off?.get() ?? [])
      update({
        ...unread,
        status: 'read',
        rules: listActiveRules(all, off),
        byId: new Map(all.map((rule) => [rule.id, rule])),
        off,
        own: new Set(own.rules.map(({ id }) => id)),
        texts: new Map([...loaded.files, ...ownFiles].map(({ name, text }) => [name, text])),
        problems: [...shipped.problems, ...own.problems],
      })
    }
  }

  /** A switch changes no rule, so that nothing has to be read. */
  function switchRules(ids: readonly string[]): void {
    const off = new Set(ids)
    const isSame = off.size === set.off.size && ids.every((id) => set.off.has(id))
    if (isSame || set.status !== 'read') return
    update({ ...set, off, rules: listActiveRules([...set.byId.values()], off) })
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
        const loaded = await load()
        const shipped = await readInTasks(loaded.files, loaded.read, [], nextTask)
        const readOwn = followOwn(loaded, shipped)
        await readOwn()
        loaded.own?.subscribe(() => void readOwn())
        loaded.off?.subscribe(() => switchRules(loaded.off?.get() ?? []))
      } catch {
        update({ ...unread, status: 'failed' })
      }
    },
  }
}

/** The name under which the rule with this id is read from the own rules. */
export function toOwnFile(id: string): string {
  return `own/${id}.yml`
}

/** The rules that come with Gumshoe, and those of this browser. */
export const ruleLibrary = createRuleLibrary(async () => {
  const [{ rulePackFiles }, { readRuleFiles }, { getOwnRules, subscribeOwnRules }] =
    await Promise.all([
      import('../../detection/pack/rule-pack.ts'),
      import('../../detection/parse/read-rule-files.ts'),
      import('./own-rules.ts'),
    ])
  return {
    files: rulePackFiles,
    read: readRuleFiles,
    own: {
      get: () => getOwnRules().rules.map(({ id, text }) => ({ name: toOwnFile(id), text })),
      subscribe: subscribeOwnRules,
    },
    off: { get: () => getPreferences().rulesOff ?? [], subscribe: subscribePreferences },
  }
})

/** The rules; renders again when they are read or change. */
export function useRules(): KnownRules {
  return useSyncExternalStore(ruleLibrary.subscribe, ruleLibrary.get)
}
