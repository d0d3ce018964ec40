/** Fills the path template of an endpoint with ids. */
import type { Endpoint } from '../../catalog/index.ts'
import { formatPath } from '../../catalog/path-ids.ts'
import { idScopes } from '../../catalog/scopes.ts'
import type { Scope } from '../log-query.ts'

/**
 * The path of an endpoint in a scope, below `/client/v4`. `ids` has the values of the path's other variables.
 * `undefined` when the endpoint has another kind of scope; throws when an id is missing.
 */
export function findEndpointPath(
  { path, scopeKind }: Pick<Endpoint, 'path' | 'scopeKind'>,
  scope: Scope,
  ids: Readonly<Record<string, string>> = {},
): string | undefined {
  if (scope.kind !== scopeKind) return undefined
  const scopeIds = 'id' in scope ? { [idScopes[scope.kind].variable]: scope.id } : {}
  return formatPath(path, { ...ids, ...scopeIds })
}
