/**
 * What this browser remembers: the theme and the last place visited. Whatever is read from storage is
 * checked, because it may be from another version or have been edited.
 */
import { useSyncExternalStore } from 'react'

/** The choice of theme; `system` follows the operating system. */
export type Theme = 'system' | 'light' | 'dark'

/** Everything that is remembered. */
export type Preferences = { theme: Theme; lastPath: string | undefined }

const storageKey = 'gumshoe.preferences'
const listeners = new Set<() => void>()
let current = readPreferences()

/** Reads what is stored; anything unusable becomes the default. */
function readPreferences(): Preferences {
  const defaults: Preferences = { theme: 'system', lastPath: undefined }
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return defaults
    const { theme, lastPath } = stored as Record<string, unknown>
    return {
      theme: theme === 'light' || theme === 'dark' ? theme : 'system',
      lastPath: typeof lastPath === 'string' && lastPath.startsWith('/') ? lastPath : undefined,
    }
  } catch {
    // Storage may be forbidden or hold something else; the defaults serve.
    return defaults
  }
}

/** The preferences as they are. */
export function getPreferences(): Preferences {
  return current
}

/** Changes preferences, and remembers them where the browser allows it. */
export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(storageKey, JSON.stringify(current))
  } catch {
    // Remembered for this page only.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The preferences, and a new render whenever they change. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, getPreferences)
}
