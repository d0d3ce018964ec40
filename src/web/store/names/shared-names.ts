/**
 * The names of ids that this tab has loaded, by account, organization, zone or user. All logs of a scope share them, so
 * that a user whom one log knows by id only is named by another log.
 */
import type { Scope } from '../../../query/log-query.ts'
import { createNameBook, type NameBook, type NamePair } from '../../../query/names/name-book.ts'
import type { NamesById } from '../../../query/summary/find-named.ts'

/** An immutable view of names; a new one replaces it when something was learned. */
export type ResolvedNames = Pick<NameBook, 'find' | 'findIds'> & { nameOf: NamesById }

/** The names of a scope. */
export type SharedNames = {
  learn: (pairs: readonly NamePair[]) => void
  /** The same object until something is learned. */
  get: () => ResolvedNames
  subscribe: (listener: () => void) => () => void
}

/**
 * Maximum number of scopes whose names are remembered, more than a timeline has; those that were not used for the longest
 * are forgotten.
 */
const maxScopes = 50

const namesByScope = new Map<string, SharedNames>()

/** The names of a scope, shared by everything in this tab. */
export function getSharedNames(scope: Scope): SharedNames {
  const key = 'id' in scope ? `${scope.kind} ${scope.id}` : scope.kind
  const ownId = 'id' in scope ? scope.id : undefined
  const names = namesByScope.get(key) ?? createSharedNames(ownId)
  namesByScope.delete(key)
  namesByScope.set(key, names)
  const [oldest] = namesByScope.size > maxScopes ? namesByScope.keys() : []
  if (oldest !== undefined) namesByScope.delete(oldest)
  return names
}

const namesByScopes = new Map<string, SharedNames>()

/**
 * The names of several scopes, of which the first one that knows an id names it. What is learned is learned for the first
 * scope.
 */
export function getNamesOf(scopes: readonly Scope[]): SharedNames {
  const key = JSON.stringify(scopes)
  const known = namesByScopes.get(key)
  if (known) return known
  const names = combineNames([...new Set(scopes.map(getSharedNames))])
  // The combinations hold nothing of their own.
  if (namesByScopes.size >= maxScopes) namesByScopes.clear()
  namesByScopes.set(key, names)
  return names
}

function combineNames(parts: readonly SharedNames[]): SharedNames {
  let seen: readonly ResolvedNames[] = []
  let view: ResolvedNames | undefined
  return {
    learn: (pairs) => parts[0]?.learn(pairs),
    get() {
      const present = parts.map(({ get }) => get())
      if (view && present.every((each, index) => each === seen[index])) return view
      seen = present
      view = combineViews(present)
      return view
    },
    subscribe(listener) {
      const ends = parts.map(({ subscribe }) => subscribe(listener))
      return () => {
        for (const end of ends) end()
      }
    },
  }
}

function combineViews(views: readonly ResolvedNames[]): ResolvedNames {
  const find: ResolvedNames['find'] = (id) => {
    for (const view of views) {
      const known = view.find(id)
      if (known) return known
    }
    return undefined
  }
  return {
    find,
    findIds(text) {
      const found = views.flatMap((view) => view.findIds(text))
      return found.filter(({ id }, index) => found.findIndex((each) => each.id === id) === index)
    },
    nameOf: (id) => find(id)?.name,
  }
}

/** Names that nothing has told yet. What a caller wrote in a body never names `ownId`, the scope itself. */
export function createSharedNames(ownId?: string): SharedNames {
  const book = createNameBook()
  const listeners = new Set<() => void>()
  const createView = (): ResolvedNames => ({
    find: book.find,
    findIds: book.findIds,
    nameOf: (id) => book.find(id)?.name,
  })
  let view = createView()
  return {
    learn(pairs) {
      const others = pairs.filter(({ id, writtenBy }) => id !== ownId || writtenBy === 'log')
      if (others.filter(book.add).length === 0) return
      view = createView()
      for (const listener of listeners) listener()
    },
    get: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
