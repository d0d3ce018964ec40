/** What to read a log in when nobody has chosen: the scope at hand, the last one, or the first listed. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { hasIds, type IdScopeKind } from '../../catalog/scopes.ts'
import { findScope, type Scope } from '../../query/log-query.ts'
import type { NamedScope } from '../api/list-queries.ts'
import type { Preferences } from './preferences.ts'

/** A scope that the dataset can be read in; `undefined` when none is known. */
export function findFirstScope(
  dataset: Dataset,
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
