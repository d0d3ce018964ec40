/** What to read a log in when nobody has chosen: the scope at hand, the last one, or the first listed. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Scope } from '../../query/log-query.ts'
import type { NamedScope } from '../api/list-queries.ts'
import type { Preferences } from './preferences.ts'

/** A scope that the dataset can be read in; `undefined` when no account is known. */
export function findFirstScope(
  dataset: Dataset,
  current: Scope | undefined,
  lastIds: Preferences['lastIds'],
  accounts: readonly NamedScope[],
): Scope | undefined {
  const kinds = dataset.scopes.map(({ kind }) => kind)
  if (current && kinds.includes(current.kind)) return current
  if (kinds.includes('user')) return { kind: 'user' }
  const id = lastIds.account ?? accounts[0]?.id
  return id === undefined ? undefined : { kind: 'account', id }
}
