/**
 * The saved queries of this browser. What is read from storage is checked, because it may have been
 * edited or come from another version; what cannot be stored is said, and then nothing changes.
 */
import { useSyncExternalStore } from 'react'
import { findPathMeaning } from '../../query/url-codec.ts'
import { findNameProblem, findNoteProblem, type SavedQuery, savedSizes } from './saved-query.ts'

/** What is saved, newest first, and how many stored queries could not be read. */
export type SavedState = { queries: readonly SavedQuery[]; unreadable: number }

const storageKey = 'gumshoe.saved'
const listeners = new Set<() => void>()
let current: SavedState | undefined

/** The saved queries as they are. */
function getSaved(): SavedState {
  current ??= readSaved()
  return current
}

/** The saved queries, and a new render whenever they change, also in another tab. */
export function useSaved(): SavedState {
  return useSyncExternalStore(subscribe, getSaved)
}

/**
 * Changes what is saved, from what is stored at this moment: another tab may have saved meanwhile.
 * Says what is wrong when the browser does not store it; then nothing has changed.
 */
export function changeSaved(
  change: (queries: readonly SavedQuery[]) => readonly SavedQuery[],
): string | undefined {
  const next = change(readSaved().queries)
  if (next.length > savedSizes.queries) {
    return `At most ${savedSizes.queries} queries are kept. Export and delete some first.`
  }
  try {
    localStorage.setItem(storageKey, JSON.stringify(next))
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError'
      ? 'The browser’s storage for this page is full: nothing was changed. Delete some saved queries first.'
      : 'This browser does not let the page store anything: nothing was changed.'
  }
  refresh()
  return undefined
}

/** Reads a stored text; what is no saved query is counted and left out. */
export function readStoredQueries(text: string | null): SavedState {
  const list = findList(text)
  if (!list) return { queries: [], unreadable: text === null ? 0 : 1 }
  const queries = new Map<string, SavedQuery>()
  for (const item of list.slice(0, savedSizes.queries)) {
    const query = findQuery(item)
    if (query && !queries.has(query.name)) queries.set(query.name, query)
  }
  return { queries: [...queries.values()], unreadable: list.length - queries.size }
}

function readSaved(): SavedState {
  try {
    return readStoredQueries(localStorage.getItem(storageKey))
  } catch {
    // Storage may be forbidden; saving will say so.
    return { queries: [], unreadable: 0 }
  }
}

function findList(text: string | null): readonly unknown[] | undefined {
  try {
    const stored: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(stored) ? stored : undefined
  } catch {
    return undefined
  }
}

/** An address may name what this version no longer knows; opening it says so. Its page has to exist. */
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

function refresh(): void {
  current = readSaved()
  for (const listener of listeners) listener()
}

function handleStorage({ key }: StorageEvent): void {
  if (key === storageKey || key === null) refresh()
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('storage', handleStorage)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener('storage', handleStorage)
  }
}
