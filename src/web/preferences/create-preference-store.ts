/**
 * Preferences in `localStorage` under one key. Everything read from storage is checked, because it may come from
 * another version or have been edited.
 */

/** The preferences of one key. */
export type PreferenceStore<T> = {
  get: () => T
  /** Changes some preferences, and stores them if the browser allows it. */
  set: (change: (current: T) => Partial<T>) => void
  /** Reads the storage, which another tab may have changed. */
  read: () => T
  /** Stores all preferences, or returns the error of the browser; then nothing has changed. */
  replace: (next: T) => { error: unknown } | undefined
  subscribe: (listener: () => void) => () => void
}

/** Options for storing preferences. */
export type StorageOptions<T> = {
  /** Converts preferences to the value that is stored as JSON; by default they are stored unchanged. */
  write?: (value: T) => unknown
  /** Whether listeners are notified of changes made in other tabs. */
  followsTabs?: boolean
}

/**
 * Creates a store and reads the storage. `read` turns any stored value into preferences; it gets `undefined` for an
 * empty or forbidden storage, and `null` for text that is not JSON.
 */
export function createPreferenceStore<T extends object>(
  storageKey: string,
  read: (stored: unknown) => T,
  { write = (value) => value, followsTabs = false }: StorageOptions<T> = {},
): PreferenceStore<T> {
  const listeners = new Set<() => void>()
  let current = read(findStored(storageKey))
  /** Whether the last write succeeded; otherwise the storage is older than `current`. */
  let isStored = true

  function setCurrent(next: T): void {
    current = next
    for (const listener of listeners) listener()
  }

  function handleStorage({ key }: StorageEvent): void {
    if (key === storageKey || key === null) setCurrent(read(findStored(storageKey)))
  }

  return {
    get: () => current,
    set(change) {
      // Another tab may have changed other preferences meanwhile.
      const stored = isStored ? findStored(storageKey) : undefined
      const latest = stored === undefined || stored === null ? current : read(stored)
      const next = { ...latest, ...change(latest) }
      // If storing fails, the change is valid for this page only.
      isStored = store(storageKey, write(next)) === undefined
      setCurrent(next)
    },
    read: () => read(findStored(storageKey)),
    replace(next) {
      const failure = store(storageKey, write(next))
      if (!failure) setCurrent(next)
      return failure
    },
    subscribe(listener) {
      if (followsTabs && listeners.size === 0) window.addEventListener('storage', handleStorage)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (followsTabs && listeners.size === 0)
          window.removeEventListener('storage', handleStorage)
      }
    },
  }
}

/** The stored value; `undefined` if the storage is forbidden or empty, `null` if the text is not JSON. */
function findStored(storageKey: string): unknown {
  const text = findText(storageKey)
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return null
  }
}

function findText(storageKey: string): string | undefined {
  try {
    return localStorage.getItem(storageKey) ?? undefined
  } catch {
    return undefined
  }
}

function store(storageKey: string, value: unknown): { error: unknown } | undefined {
  try {
    localStorage.setItem(storageKey, JSON.stringify(value))
    return undefined
  } catch (error) {
    return { error }
  }
}
