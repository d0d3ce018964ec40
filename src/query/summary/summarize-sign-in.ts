/** The summary of a log in which each entry is one sign-in to a resource. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findRoleText, readOutcome } from '../../catalog/roles.ts'
import { toVerb } from '../../catalog/verbs.ts'
import { findNamed, type NamesById } from './find-named.ts'
import { namedValue, ownWords, quote, type SummaryPart } from './summary-parts.ts'
import { toActorPart } from './to-actor-part.ts'

/** “alice@acme.example signed in to Grafana”, or “was refused at Grafana”. */
export function summarizeSignIn(
  dataset: Dataset,
  entry: unknown,
  names?: NamesById,
): SummaryPart[] {
  const actor = toActorPart(dataset, entry, names)
  const named = findNamed(dataset, entry, 'resourceName', 'resourceId', names)
  const target = (preposition: string) =>
    named ? [ownWords(preposition), namedValue(named, 48)] : []
  const action = findRoleText(dataset, entry, 'action')
  if (action && !tellsSignIn(dataset, entry)) {
    return [actor, ownWords('did'), quote(action), ...target('at')]
  }
  const outcome = readOutcome(dataset, entry)
  if (outcome === 'failure') {
    return [actor, ownWords('was refused', action?.location), ...target('at')]
  }
  const words = outcome === 'success' ? 'signed in' : 'tried to sign in'
  return [actor, ownWords(words, action?.location), ...target('to')]
}

/** Whether the sentence is that of a sign-in, which tells the outcome itself; an action of another name is quoted. */
export function tellsSignIn(dataset: Dataset, entry: unknown): boolean {
  const action = findRoleText(dataset, entry, 'action')
  return (
    dataset.summary === 'sign-in' && (!action || toVerb(dataset.verbs, action.text) === 'sign-in')
  )
}
