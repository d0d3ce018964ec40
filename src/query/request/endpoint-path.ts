/** The path of an endpoint in a scope, below `/client/v4`. */
import type { Endpoint } from '../../catalog/index.ts'
import { formatPath } from '../../catalog/path-ids.ts'
import { idScopes } from '../../catalog/scopes.ts'
import type { Scope } from '../log-query.ts'

/**
 * Fills the path template with the scope's id and `ids`, which are those of its other variables. `undefined`
 * when the endpoint is not read in such a scope; throws when an id is missing.
 */
export function findEndpointPath(
  { path, scopeKind }: Pick<Endpoint, 'path' | 'scopeKind'>,
  scope: Scope,
  ids: Readonly<Record<string, string>> = {},
): string | undefined {
  if (scope.kind !== scopeKind) return undefined
  const own = 'id' in scope ? { [idScopes[scope.kind].variable]: scope.id } : {}
  return formatPath(path, { ...ids, ...own })
}
