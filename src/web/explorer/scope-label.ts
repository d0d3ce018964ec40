/** What a scope is called before its name is known. */
import type { Scope } from '../../query/log-query.ts'
import { toIdEnds } from '../ui/id-text.ts'

/** The ends of its id; the user log has one scope only. */
export function toScopeLabel(scope: Scope): string {
  return scope.kind === 'user' ? 'The user of this credential' : toIdEnds(scope.id)
}
