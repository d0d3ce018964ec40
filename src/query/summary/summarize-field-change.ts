/** The summary of a log in which each entry is one changed field of one resource. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findRoleText } from '../../catalog/roles.ts'
import { findNamed, type NamesById } from './find-named.ts'
import { namedValue, ownWords, type SummaryPart, term, toWords, value } from './summary-parts.ts'
import { toActorPart } from './to-actor-part.ts'

/** “The system changed the status of insight 8c1f… from active to resolved”. */
export function summarizeFieldChange(
  dataset: Dataset,
  entry: unknown,
  names?: NamesById,
): SummaryPart[] {
  const actor = toActorPart(dataset, entry, names)
  const field = findRoleText(dataset, entry, 'action')
  const fieldPart = field ? term(toWords(field.text), field.location) : ownWords('a field')
  const named = findNamed(dataset, entry, 'resourceName', 'resourceId', names)
  const insight = named
    ? [ownWords('of insight'), namedValue(named, named.resolvedId === undefined ? 24 : 48)]
    : [ownWords('of an insight')]
  const before = findRoleText(dataset, entry, 'valueBefore')
  const after = findRoleText(dataset, entry, 'valueAfter')
  const from = before === undefined ? [] : [ownWords('from'), value(before)]
  if (after === undefined) return [actor, ownWords('cleared the'), fieldPart, ...insight, ...from]
  const verb = before === undefined ? 'set the' : 'changed the'
  return [actor, ownWords(verb), fieldPart, ...insight, ...from, ownWords('to'), value(after)]
}
