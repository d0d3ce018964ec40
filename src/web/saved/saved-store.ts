/**
 * The saved queries of this browser. Everything read from storage is checked, because it may have been
 * edited or come from another version. If storing fails, the caller gets a message and nothing changes.
 */
import { useSyncExternalStore } from 'react'
import { findPathMeaning } from '../../query/address/path-meaning.ts'
import { createPreferenceStore } from '../preferences/create-preference-store.ts'
import { findNameProblem, findNoteProblem, type SavedQuery, savedSizes } from './saved-query.ts'

/** The saved queries, newest first, and the number of stored queries that could not be read. */
export type SavedState = { queries: readonly SavedQuery[]; unreadable: number }

/** Creates the store of the saved queries; exported for its test. */
export function createSavedStore() {
  return createPreferenceStore<SavedState>('gumshoe.saved', readQueries, {
    write: ({ queries }) => queries,
    followsTabs: true,
  })
}

const store = createSavedStore()

/** The saved queries; renders again when they change, also in another tab. */
export function useSaved(): SavedState {
  return useSyncExternalStore(store.subscribe, store.get)
}

/**
 * Changes the saved queries, based on the current content of the storage, because another tab may have saved
 * meanwhile. If the browser does not store them, nothing changes and the problem is returned in words.
 */
export function changeSaved(
  change: (queries: readonly SavedQuery[]) => readonly SavedQuery[],
): string | undefined {
  const queries = change(store.read().queries)
  if (queries.length > savedSizes.queries) {
    return `At most ${savedSizes.queries} queries are kept. Export and delete some first.`
  }
  const failure = store.replace({ queries, unreadable: 0 })
  if (!failure) return undefined
  return failure.error instanceof DOMException && failure.error.name === 'QuotaExceededError'
    ? 'The browser’s storage for this page is full: nothing was changed. Delete some saved queries first.'
    : 'This browser does not let the page store anything: nothing was changed.'
}

/** Reads a stored value; invalid queries are counted and left out. */
function readQueries(stored: unknown): SavedState {
  if (!Array.isArray(stored)) return { queries: [], unreadable: stored === undefined ? 0 : 1 }
  const list: readonly unknown[] = stored
  const queries = new Map<string, SavedQuery>()
  for (const item of list.slice(0, savedSizes.queries)) {
    const query = findQuery(item)
    if (query && !queries.has(query.name)) queries.set(query.name, query)
  }
  return { queries: [...queries.values()], unreadable: list.length - queries.size }
}

/** Checks a stored query. Only the page of its address has to exist; unknown parameters are reported on opening it. */
function findQuery(item: unknown): SavedQuery | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const { name, note, address } = item as Record<string, unknown>
  if (typeof name !== 'string' || typeof note !== 'string' || typeof address !== 'string') {
    return undefined
  }
  if (findNameProblem(name) || findNoteProblem(note)) return undefined
  const isAddress = address.length <= savedSizes.address && !address.includes('#')
  return isAddress && findPathMeaning(address.split('?')[0] ?? '')
    ? { name, note, address }
    : undefined
}
