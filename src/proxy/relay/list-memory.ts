/**
 * Remembers the lists of scopes that were reduced to what a principal may see. Reading one can cost as many upstream
 * requests as there are pages, and the pickers ask for it with each page that is opened.
 */
import type { IdScopeKind } from '../../catalog/scopes.ts'
import type { Pair } from '../../query/query-string.ts'
import type { ScopeLimits } from '../routes/scope-limits.ts'

/** How long a list is remembered. */
const maxAgeMs = 60_000

/** The maximum number of items of all lists together, each list counted as one more. */
const maxItems = 10_000

/** The lists of one proxy. */
export type ListMemory = {
  /** The list of a key, if it was read less than a minute ago. */
  find: (key: string) => readonly unknown[] | undefined
  /** Remembers a list that was read whole. */
  remember: (key: string, items: readonly unknown[]) => void
}

/** What a list depends on. */
export type ListSubject = {
  /** The principal's key, see `toPrincipalKey`. */
  principal: string
  limits: ScopeLimits
  kind: IdScopeKind
  /** The parameter that selects the parent scope, if any. */
  filters: readonly Pair[]
}

/** The key of a list. Lists of different principals, and of different limits of one principal, never share one. */
export function toListKey({ principal, limits, kind, filters }: ListSubject): string {
  const ids = Object.entries(limits.ids).map(([name, set]) => [name, [...(set ?? [])].sort()])
  return JSON.stringify([principal, kind, filters, ids.sort(), [...limits.kinds].sort()])
}

/** Creates an empty memory; `now` is in milliseconds since the epoch. */
export function createListMemory(now: () => number): ListMemory {
  const lists = new Map<string, { items: readonly unknown[]; readMs: number }>()
  let size = 0

  function forget(key: string): void {
    const list = lists.get(key)
    if (!list) return
    lists.delete(key)
    size -= list.items.length + 1
  }

  return {
    find(key) {
      const list = lists.get(key)
      if (!list) return undefined
      const ageMs = now() - list.readMs
      // A negative age means that the clock was set back.
      if (ageMs >= 0 && ageMs < maxAgeMs) return list.items
      forget(key)
      return undefined
    },
    remember(key, items) {
      forget(key)
      lists.set(key, { items, readMs: now() })
      size += items.length + 1
      // Maps keep insertion order, so the first list is the one that was read first.
      for (const oldest of lists.keys()) {
        if (size <= maxItems) break
        forget(oldest)
      }
    },
  }
}
