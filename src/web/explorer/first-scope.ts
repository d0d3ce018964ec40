/** What to read a log in when nobody has chosen: the scope at hand, the last one, or the first listed. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Scope } from '../../query/log-query.ts'
import { findPathMeaning } from '../../query/url-codec.ts'
import type { NamedScope } from '../api/list-queries.ts'

/** A scope that the dataset can be read in; `undefined` when no account is known. */
export function findFirstScope(
  dataset: Dataset,
  current: Scope | undefined,
  lastPath: string | undefined,
  accounts: readonly NamedScope[],
): Scope | undefined {
  const kinds = dataset.scopes.map(({ kind }) => kind)
  const last = lastPath === undefined ? undefined : findPathMeaning(lastPath)?.scope
  for (const scope of [current, last]) {
    if (scope && kinds.includes(scope.kind)) return scope
  }
  if (kinds.includes('user')) return { kind: 'user' }
  const [first] = accounts
  return first && { kind: 'account', id: first.id }
}
