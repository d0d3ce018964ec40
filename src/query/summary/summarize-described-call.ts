/** The summary of a log whose description is the name of an API operation, “Update DNS Record”. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readVerb } from '../../catalog/read-verb.ts'
import { findRoleText, type RoleText, readOutcome } from '../../catalog/roles.ts'
import { findTarget, type NamesById } from './find-named.ts'
import {
  findZone,
  inTense,
  namedValue,
  ownWords,
  quote,
  type SummaryPart,
  term,
  toThing,
  toWords,
  toZoneParts,
} from './summary-parts.ts'
import { toActorPart } from './to-actor-part.ts'
import { findVerbForms } from './verb-forms.ts'

/** “alice@acme.example updated DNS record www in acme.example”. */
export function summarizeDescribedCall(
  dataset: Dataset,
  entry: unknown,
  names?: NamesById,
): SummaryPart[] {
  const actor = toActorPart(dataset, entry, names)
  const failed = readOutcome(dataset, entry) === 'failure'
  const description = findRoleText(dataset, entry, 'description')
  if (readVerb(dataset, entry) === 'sign-in') {
    const via = /^sso/i.test(description?.text ?? '') ? [ownWords('through single sign-on')] : []
    return [
      actor,
      ownWords(inTense({ base: 'sign in', past: 'signed in' }, failed), description?.location),
      ...via,
    ]
  }
  const zone = findZone(dataset, entry, names)
  const named = findTarget(dataset, entry, zone, names)
  const saysZone = zone && !named?.text.includes(zone.text)
  const target = named ? [namedValue(named, 48)] : []
  const [firstWord = '', ...otherWords] = (description?.text ?? '').split(' ')
  const verb = findVerbForms(firstWord)
  if (verb) {
    const words = otherWords.join(' ')
    const isZone = saysZone && !named && /^zone$/i.test(words)
    const thing = toThing(words, named !== undefined || isZone === true)
    return [
      actor,
      ownWords(`${inTense(verb, failed)}${thing && ` ${thing}`}`, description?.location),
      ...target,
      ...(saysZone ? toZoneParts(zone, isZone) : []),
    ]
  }
  const zoneParts = saysZone ? toZoneParts(zone) : []
  return [actor, ...toUndescribedParts(dataset, entry, description, failed, target), ...zoneParts]
}

/** The action, where the description is absent or does not begin with a known verb. */
function toUndescribedParts(
  dataset: Dataset,
  entry: unknown,
  description: RoleText | undefined,
  failed: boolean,
  target: readonly SummaryPart[],
): SummaryPart[] {
  const action = description ?? findRoleText(dataset, entry, 'action')
  if (!action) return [ownWords('did something that is not recorded')]
  const kindName =
    findRoleText(dataset, entry, 'resourceKind') ?? findRoleText(dataset, entry, 'product')
  const kind = kindName ? [term(toWords(kindName.text), kindName.location)] : []
  const verb = description ? undefined : findVerbForms(action.text)
  if (verb) {
    const thing = kind.length + target.length === 0 ? [ownWords('something')] : kind
    return [ownWords(inTense(verb, failed), action.location), ...thing, ...target]
  }
  const on = kind.length + target.length > 0 ? [ownWords('on'), ...kind, ...target] : []
  return [ownWords(failed ? 'failed at' : 'did'), quote(action), ...on]
}
