/** What a scope is called before its name is known. */
import { singleScopes } from '../../../catalog/scopes.ts'
import type { Scope } from '../../../query/log-query.ts'
import { toIdEnds } from '../../ui/text/id-text.ts'

/** The ends of its id; a kind without ids has one scope only. */
export function toScopeLabel(scope: Scope): string {
  return 'id' in scope ? toIdEnds(scope.id) : singleScopes[scope.kind].name
}
