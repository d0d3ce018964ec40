/** Labels for scopes: for one whose name is not loaded yet, and for the kinds of a log. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { formatAlternatives, scopeKinds, singleScopes } from '../../../catalog/scopes.ts'
import type { Scope } from '../../../query/log-query.ts'
import { toIdEnds } from '../../ui/text/id-text.ts'

/** The ends of its id, or the fixed name of a kind that has no ids. */
export function toScopeLabel(scope: Scope): string {
  return 'id' in scope ? toIdEnds(scope.id) : singleScopes[scope.kind].name
}

/** The kinds of scope in which a log can be read, as the label of their picker: `Account or zone`. */
export function toKindsLabel({ scopes }: Pick<Dataset, 'scopes'>): string {
  const words = formatAlternatives(scopes.map(({ kind }) => scopeKinds[kind].label))
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
