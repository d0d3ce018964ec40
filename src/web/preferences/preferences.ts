/**
 * The preferences of this browser: theme, time zone, named networks and keys, and the last scopes. Everything read from storage is checked,
 * because it may come from another version or have been edited.
 */
import { useSyncExternalStore } from 'react'
import { type IdScopeKind, idScopeKinds } from '../../catalog/scopes.ts'
import { findLogMeaning } from '../../query/address/path-meaning.ts'
import { isRuleId } from '../../query/local/rule-id.ts'
import { isScopeId } from '../../query/log-query.ts'
import { isTimeZone } from '../../query/time/zoned-time.ts'
import { createPreferenceStore } from './create-preference-store.ts'
import { type KnownKey, readKnownKeys } from './known-keys.ts'
import { type NamedNetwork, readNamedNetworks } from './named-networks.ts'

/** The chosen theme; `system` follows the operating system. */
export type Theme = 'system' | 'light' | 'dark'

/** All preferences. `lastPath` and `lastIds` belong to one `mode`, because demo mode has its own accounts. */
export type Preferences = {
  theme: Theme
  mode: string | undefined
  lastPath: string | undefined
  /** The id of the last scope of each kind that was read. */
  lastIds: Readonly<Partial<Record<IdScopeKind, string>>>
  /** The time zone used last; newly opened pages start with it. */
  timeZone: string | undefined
  /** Whether the user has dismissed or passed the starting points, so that they are not shown again. */
  isWelcomed: boolean
  /** Networks that the user has named. */
  networks: readonly NamedNetwork[] | undefined
  /** Keys of witnesses that the user has named. */
  keys: readonly KnownKey[] | undefined
  /** The ids of the detection rules that are switched off. */
  rulesOff: readonly string[] | undefined
}

/** Maximum number of rules that are switched off; there are fewer rules. */
const maxRulesOff = 2_000

const store = createPreferenceStore('gumshoe.preferences', readPreferences)

/** Converts a stored value to preferences; invalid parts become defaults. */
export function readPreferences(stored: unknown): Preferences {
  const record = isRecord(stored) ? stored : {}
  const { theme, mode, lastPath, timeZone, isWelcomed, networks, keys, rulesOff } = record
  const lastIds = isRecord(record.lastIds) ? record.lastIds : {}
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    mode: typeof mode === 'string' ? mode : undefined,
    lastPath: typeof lastPath === 'string' && findLogMeaning(lastPath) ? lastPath : undefined,
    lastIds: Object.fromEntries(
      idScopeKinds.flatMap((kind) => {
        const id = lastIds[kind]
        return typeof id === 'string' && isScopeId(kind, id) ? [[kind, id]] : []
      }),
    ),
    timeZone: typeof timeZone === 'string' && isTimeZone(timeZone) ? timeZone : undefined,
    isWelcomed: isWelcomed === true,
    networks: networks === undefined ? undefined : readNamedNetworks(networks),
    keys: keys === undefined ? undefined : readKnownKeys(keys),
    rulesOff: rulesOff === undefined ? undefined : readRuleIds(rulesOff),
  }
}

function readRuleIds(stored: unknown): readonly string[] {
  if (!Array.isArray(stored)) return []
  const ids = stored.filter((id): id is string => typeof id === 'string' && isRuleId(id))
  return [...new Set(ids)].slice(0, maxRulesOff)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** The current preferences. */
export const getPreferences = store.get

/** Changes some preferences. Returns the error of a browser that does not store them; then they hold for this page. */
export function setPreferences(changes: Partial<Preferences>): { error: unknown } | undefined {
  return store.set(() => changes)
}

/**
 * Stores the path and scope of a log that could be read, as the default for the next visit. The path of a timeline does
 * not say what it reads, so it is not stored.
 */
export function rememberScope(path: string, mode: string): void {
  const scope = findLogMeaning(path)?.scope
  if (!scope) return
  const current = store.get()
  const previousIds = current.mode === mode ? current.lastIds : {}
  const lastIds = 'id' in scope ? { ...previousIds, [scope.kind]: scope.id } : previousIds
  setPreferences({ lastPath: path, mode, lastIds })
}

/** Calls the listener after each change; returns how to end that. */
export const subscribePreferences = store.subscribe

/** The current preferences; renders again when they change. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(store.subscribe, store.get)
}
