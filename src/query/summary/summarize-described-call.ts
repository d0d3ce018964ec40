/** The summary of a log whose description is the name of an API operation, “Update DNS Record”. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readVerb } from '../../catalog/read-verb.ts'
import { readOutcome, readRoleText } from '../../catalog/roles.ts'
import { findNamed, type NamesById } from './find-named.ts'
import {
  findZone,
  inTense,
  namedValue,
  ownWords,
  type SummaryPart,
  term,
  toThing,
  toWords,
  toZoneParts,
  value,
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
  const description = readRoleText(dataset, entry, 'description')
  if (readVerb(dataset, entry) === 'sign-in') {
    const via = /^sso/i.test(description ?? '') ? [ownWords('through single sign-on')] : []
    return [actor, ownWords(inTense({ base: 'sign in', past: 'signed in' }, failed)), ...via]
  }
  const named = findNamed(dataset, entry, 'resourceName', 'resourceId', names)
  const zone = findZone(dataset, entry, names)
  const zoneParts = zone && !named?.text.includes(zone.text) ? toZoneParts(zone) : []
  const target = named ? [namedValue(named, 48)] : []
  const [firstWord = '', ...otherWords] = (description ?? '').split(' ')
  const verb = findVerbForms(firstWord)
  if (verb) {
    const thing = toThing(otherWords.join(' '), named !== undefined)
    return [
      actor,
      ownWords(`${inTense(verb, failed)}${thing && ` ${thing}`}`),
      ...target,
      ...zoneParts,
    ]
  }
  return [actor, ...toUndescribedParts(dataset, entry, description, failed, target), ...zoneParts]
}

/** The action, where the description is absent or does not begin with a known verb. */
function toUndescribedParts(
  dataset: Dataset,
  entry: unknown,
  description: string | undefined,
  failed: boolean,
  target: readonly SummaryPart[],
): SummaryPart[] {
  const action = description ?? readRoleText(dataset, entry, 'action')
  if (!action) return [ownWords('did something that is not recorded')]
  const kindName =
    readRoleText(dataset, entry, 'resourceKind') ?? readRoleText(dataset, entry, 'product') ?? ''
  const kind = kindName ? [term(toWords(kindName))] : []
  const verb = description ? undefined : findVerbForms(action)
  if (verb) {
    const thing = kind.length + target.length === 0 ? [ownWords('something')] : kind
    return [ownWords(inTense(verb, failed)), ...thing, ...target]
  }
  const on = kind.length + target.length > 0 ? [ownWords('on'), ...kind, ...target] : []
  return [ownWords(failed ? 'failed at' : 'did'), value(`“${action}”`), ...on]
}
