/**
 * What this browser remembers under one key. Whatever is read from storage is checked, because it may be from
 * another version or have been edited.
 */

/** The preferences of one key. */
export type PreferenceStore<T> = {
  get: () => T
  /** Changes what is given, and remembers it where the browser allows it. */
  set: (change: (now: T) => Partial<T>) => void
  subscribe: (listener: () => void) => () => void
}

/** Reads what is stored; `read` makes preferences of whatever that is. */
export function createPreferenceStore<T extends object>(
  storageKey: string,
  read: (stored: unknown) => T,
): PreferenceStore<T> {
  const listeners = new Set<() => void>()
  let current = read(findStored(storageKey))
  /** Whether storage holds what is current, or what another tab has written since. */
  let isStored = true
  return {
    get: () => current,
    set(change) {
      // Another tab may have changed something else meanwhile.
      const stored = isStored ? findStored(storageKey) : undefined
      const now = stored === undefined ? current : read(stored)
      current = { ...now, ...change(now) }
      isStored = store(storageKey, current)
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What is stored; `undefined` where storage is forbidden, empty, or holds something else. */
function findStored(storageKey: string): unknown {
  try {
    const text = localStorage.getItem(storageKey)
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function store(storageKey: string, value: unknown): boolean {
  try {
    localStorage.setItem(storageKey, JSON.stringify(value))
    return true
  } catch {
    // Remembered for this page only.
    return false
  }
}
