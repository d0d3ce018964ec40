/** The default scope of a log: the current scope, the last used one, or the first listed one. */
import { hasIds, type IdScopeKind, type ScopeKind } from '../../catalog/scopes.ts'
import { findScope, type Scope } from '../../query/log-query.ts'
import type { NamedScope } from '../api/list-queries.ts'
import type { Preferences } from './preferences.ts'

/** A scope in which the dataset can be read; `undefined` if none is known. */
export function findFirstScope(
  dataset: { scopes: readonly { kind: ScopeKind }[] },
  current: Scope | undefined,
  lastIds: Preferences['lastIds'],
  listed: Readonly<Partial<Record<IdScopeKind, readonly NamedScope[]>>>,
): Scope | undefined {
  const kinds = dataset.scopes.map(({ kind }) => kind)
  if (current && kinds.includes(current.kind)) return current
  const single = kinds.find((kind) => !hasIds(kind))
  if (single !== undefined) return findScope(single, undefined)
  for (const kind of kinds.filter(hasIds)) {
    const id = lastIds[kind] ?? listed[kind]?.[0]?.id
    if (id !== undefined) return { kind, id }
  }
  return undefined
}
