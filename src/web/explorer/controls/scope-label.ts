/** A label for a scope whose name is not loaded yet. */
import { singleScopes } from '../../../catalog/scopes.ts'
import type { Scope } from '../../../query/log-query.ts'
import { toIdEnds } from '../../ui/text/id-text.ts'

/** The ends of its id, or the fixed name of a kind that has no ids. */
export function toScopeLabel(scope: Scope): string {
  return 'id' in scope ? toIdEnds(scope.id) : singleScopes[scope.kind].name
}
