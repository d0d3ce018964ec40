/**
 * Preferences in `localStorage` under one key. Everything read from storage is checked, because it may come from
 * another version or have been edited. A text that is not read completely is kept under another key before the
 * readable part replaces it.
 */
import { keepDamagedText } from './damaged-texts.ts'
import { findLostPath } from './find-lost-path.ts'

/**
 * The version of all stored forms, under the key of the preferences with this ending. A new form gets a higher one, and
 * `read` converts the older ones; a text without a version is of version 1.
 */
const formVersion = 1
const versionEnding = '.version'

/** The preferences of one key. */
export type PreferenceStore<T> = {
  get: () => T
  /** Changes some preferences. Returns the error of a browser that does not store them; then they hold for this page. */
  set: (change: (current: T) => Partial<T>) => { error: unknown } | undefined
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
  /** Whether the storage has a text that could not be kept elsewhere, so that it must not be replaced. */
  let isLocked = false
  let current = load()
  /** Whether the last write succeeded; otherwise the storage is older than `current`. */
  let isStored = true

  function load(): T {
    const loaded = loadStored(storageKey, read, write)
    isLocked = loaded.isLocked
    return loaded.value
  }

  /** Stores preferences, unless that would destroy a text that could not be kept. */
  function storeSafely(next: T): { error: unknown } | undefined {
    if (isLocked) return { error: new DOMException('The storage is full.', 'QuotaExceededError') }
    return store(storageKey, write(next))
  }

  function setCurrent(next: T): void {
    current = next
    for (const listener of listeners) listener()
  }

  function handleStorage({ key }: StorageEvent): void {
    if (key === storageKey || key === null) setCurrent(load())
  }

  return {
    get: () => current,
    set(change) {
      // Another tab may have changed other preferences meanwhile.
      const text = isStored ? findText(storageKey) : undefined
      const isReadable = text !== undefined && parseText(text) !== null
      const loaded = text === undefined ? current : load()
      const latest = isReadable ? loaded : current
      const next = { ...latest, ...change(latest) }
      // If storing fails, the change is valid for this page only.
      const failure = storeSafely(next)
      isStored = failure === undefined
      setCurrent(next)
      return failure
    },
    read: load,
    replace(next) {
      const failure = storeSafely(next)
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

/**
 * Reads the storage. Keeps a text that is not read completely, and stores what was read of it. `isLocked` tells that
 * the text could not be kept.
 */
function loadStored<T>(
  storageKey: string,
  read: (stored: unknown) => T,
  write: (value: T) => unknown,
): { value: T; isLocked: boolean } {
  const text = findText(storageKey)
  if (text === undefined) return { value: read(undefined), isLocked: false }
  const stored = parseText(text)
  const value = read(stored)
  // As it would be stored: without members that are undefined.
  const written: unknown = JSON.parse(JSON.stringify(write(value)))
  const isWhole = stored !== null && findLostPath(stored, written) === undefined
  // A newer version may mean something else by the same form.
  if (isWhole && readVersion(storageKey) <= formVersion) return { value, isLocked: false }
  const isLocked = !keepDamagedText(storageKey, text)
  if (!isLocked) store(storageKey, written)
  return { value, isLocked }
}

/** The value of a stored text; `null` if it is not JSON. */
function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function readVersion(storageKey: string): number {
  return Number(findText(`${storageKey}${versionEnding}`) ?? formVersion)
}

/** The stored text; `undefined` if the storage is empty or forbidden. */
function findText(storageKey: string): string | undefined {
  try {
    return localStorage.getItem(storageKey) ?? undefined
  } catch {
    return undefined
  }
}

function store(storageKey: string, value: unknown): { error: unknown } | undefined {
  try {
    // The version first: a value without its version would be taken for one of version 1.
    localStorage.setItem(`${storageKey}${versionEnding}`, String(formVersion))
    localStorage.setItem(storageKey, JSON.stringify(value))
    return undefined
  } catch (error) {
    return { error }
  }
}
