/** The scope in which a log is opened from the menu of logs. */
import type { QueryClient } from '@tanstack/react-query'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { hasIds } from '../../../catalog/scopes.ts'
import type { Scope } from '../../../query/log-query.ts'
import { type NamedScope, scopesQuery } from '../../api/list-queries.ts'
import { findFirstScope } from '../../preferences/first-scope.ts'
import type { Preferences } from '../../preferences/preferences.ts'

/**
 * Like `findFirstScope`, but where no scope is known, those of the dataset's first kind are listed. Only accounts are
 * listed beforehand: most credentials have no organization, and need no request for it.
 */
export async function findOrListScope(
  client: QueryClient,
  dataset: Dataset,
  current: Scope,
  { lastIds, accounts }: { lastIds: Preferences['lastIds']; accounts: readonly NamedScope[] },
): Promise<Scope | undefined> {
  const known = findFirstScope(dataset, current, lastIds, { account: accounts })
  const kind = dataset.scopes.map((scope) => scope.kind).find(hasIds)
  if (known || kind === undefined) return known
  const listed = await client.fetchQuery({ ...scopesQuery(kind), retry: false }).catch(() => [])
  return findFirstScope(dataset, current, lastIds, { [kind]: listed })
}
