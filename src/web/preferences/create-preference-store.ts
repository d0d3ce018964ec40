/**
 * What this browser remembers under one key. Whatever is read from storage is checked, because it may be from
 * another version or have been edited.
 */

/** The preferences of one key. */
export type PreferenceStore<T> = {
  get: () => T
  /** Changes what is given, and remembers it where the browser allows it. */
  set: (change: (now: T) => Partial<T>) => void
  /** What is stored at this moment, by this tab or another one. */
  read: () => T
  /** Stores all of it, or returns what the browser threw instead; then nothing has changed. */
  replace: (next: T) => { error: unknown } | undefined
  subscribe: (listener: () => void) => () => void
}

/** How preferences are stored, where that differs from their own JSON. */
export type StorageOptions<T> = {
  /** What is stored of them. */
  write?: (value: T) => unknown
  /** Whether listeners hear of changes made in other tabs. */
  followsTabs?: boolean
}

/** Reads what is stored; `read` makes preferences of whatever that is; `null` stands for a text that is no JSON. */
export function createPreferenceStore<T extends object>(
  storageKey: string,
  read: (stored: unknown) => T,
  { write = (value) => value, followsTabs = false }: StorageOptions<T> = {},
): PreferenceStore<T> {
  const listeners = new Set<() => void>()
  let current = read(findStored(storageKey))
  /** Whether storage holds what is current, or what another tab has written since. */
  let isStored = true

  function put(next: T): void {
    current = next
    for (const listener of listeners) listener()
  }

  function handleStorage({ key }: StorageEvent): void {
    if (key === storageKey || key === null) put(read(findStored(storageKey)))
  }

  return {
    get: () => current,
    set(change) {
      // Another tab may have changed something else meanwhile.
      const stored = isStored ? findStored(storageKey) : undefined
      const now = stored === undefined || stored === null ? current : read(stored)
      const next = { ...now, ...change(now) }
      // Otherwise it is remembered for this page only.
      isStored = store(storageKey, write(next)) === undefined
      put(next)
    },
    read: () => read(findStored(storageKey)),
    replace(next) {
      const failure = store(storageKey, write(next))
      if (!failure) put(next)
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

/** What is stored; `undefined` where storage is forbidden or empty, and `null` where it holds no JSON. */
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
