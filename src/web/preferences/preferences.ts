/**
 * What this browser remembers: the theme, the time zone and the last places visited. Whatever is read from storage is
 * checked, because it may be from another version or have been edited.
 */
import { useSyncExternalStore } from 'react'
import { type IdScopeKind, idScopeKinds } from '../../catalog/scopes.ts'
import { findPathMeaning } from '../../query/address/url-codec.ts'
import { isScopeId } from '../../query/log-query.ts'
import { isTimeZone } from '../../query/time/zoned-time.ts'
import { createPreferenceStore } from './create-preference-store.ts'

/** The choice of theme; `system` follows the operating system. */
export type Theme = 'system' | 'light' | 'dark'

/** Everything that is remembered. Places are those of one mode: demo data have accounts of their own. */
export type Preferences = {
  theme: Theme
  mode: string | undefined
  lastPath: string | undefined
  /** The last scope of each kind that was read. */
  lastIds: Readonly<Partial<Record<IdScopeKind, string>>>
  /** The zone in which times were shown last; pages that are opened anew begin with it. */
  timeZone: string | undefined
  /** Whether the way in has been found: the starting points are not shown again. */
  isWelcomed: boolean
}

const store = createPreferenceStore('gumshoe.preferences', readPreferences)

/** Makes preferences of whatever was stored; anything unusable becomes the default. */
function readPreferences(stored: unknown): Preferences {
  const read = isRecord(stored) ? stored : {}
  const { theme, mode, lastPath, timeZone, isWelcomed } = read
  const lastIds = isRecord(read.lastIds) ? read.lastIds : {}
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    mode: typeof mode === 'string' ? mode : undefined,
    lastPath: typeof lastPath === 'string' && findPathMeaning(lastPath) ? lastPath : undefined,
    lastIds: Object.fromEntries(
      idScopeKinds.flatMap((kind) => {
        const id = lastIds[kind]
        return typeof id === 'string' && isScopeId(kind, id) ? [[kind, id]] : []
      }),
    ),
    timeZone: typeof timeZone === 'string' && isTimeZone(timeZone) ? timeZone : undefined,
    isWelcomed: isWelcomed === true,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** The preferences as they are. */
export const getPreferences = store.get

/** Changes preferences, and remembers them where the browser allows it. */
export function setPreferences(change: Partial<Preferences>): void {
  store.set(() => change)
}

/** Remembers a place that could be read, to come back to. */
export function rememberScope(path: string, mode: string): void {
  const scope = findPathMeaning(path)?.scope
  const current = store.get()
  const known = current.mode === mode ? current.lastIds : {}
  const lastIds = scope && 'id' in scope ? { ...known, [scope.kind]: scope.id } : known
  setPreferences({ lastPath: path, mode, lastIds })
}

/** The preferences, and a new render whenever they change. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(store.subscribe, store.get)
}
