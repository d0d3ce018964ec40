/** The summary of a log whose action is a short name, such as `change_setting`, with a verb at any position. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findRoleText, type RoleLocation, type RoleText, readOutcome } from '../../catalog/roles.ts'
import { maskHead } from '../secrets/find-secrets.ts'
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
  value,
} from './summary-parts.ts'
import { toActorPart } from './to-actor-part.ts'
import { findVerbForms, type VerbForms } from './verb-forms.ts'

/** “alice@acme.example changed setting min_tls_version from 1.0 to 1.2 in acme.example”. */
export function summarizeNamedAction(
  dataset: Dataset,
  entry: unknown,
  names?: NamesById,
): SummaryPart[] {
  const actor = toActorPart(dataset, entry, names)
  const failed = readOutcome(dataset, entry) === 'failure'
  const name = findRoleText(dataset, entry, 'action')
  const zone = findZone(dataset, entry, names)
  const zoneParts = toZoneParts(zone)
  const action = findAction(findRoleText(dataset, entry, 'description'), name)
  if (!action) {
    if (!name) return [actor, ownWords('did something that is not recorded'), ...zoneParts]
    return [actor, ownWords(failed ? 'failed at' : 'did'), quote(name), ...zoneParts]
  }
  const verb = ownWords(inTense(action.verb, failed), action.location)
  if (action.verb.base === 'sign in') return [actor, verb]
  const kind = findRoleText(dataset, entry, 'resourceKind')
  // v1 records a zone that is added under its account.
  const isNewZone = kind?.text === 'account' && action.noun === '' && zone !== undefined
  const named = isNewZone ? undefined : findTarget(dataset, entry, zone, names)
  const target = named && named.text !== zone?.text ? [namedValue(named, 48)] : []
  const noun = isNewZone ? 'zone' : action.noun || toWords(kind?.text ?? '')
  const thing = noun ? [term(noun, kind?.location)] : []
  const isZone = noun === 'zone' && !named
  return [
    ...[actor, verb, ...thing, ...target],
    ...toScalarChange(dataset, entry),
    ...toZoneParts(zone, isZone),
  ]
}

/** The verb and the noun of a description such as `CreateBucket`, or else of a name such as `change_setting`. */
function findAction(
  description: RoleText | undefined,
  name: RoleText | undefined,
): { verb: VerbForms; noun: string; location: RoleLocation | undefined } | undefined {
  const spaced = toMasked(description).replace(/([a-z])([A-Z])/g, '$1 $2')
  const candidates = [
    { words: spaced.length <= 60 ? spaced.split(/[\s_]+/) : [], location: description?.location },
    { words: toMasked(name).split('_'), location: name?.location },
  ]
  for (const { words, location } of candidates) {
    const verbIndex = words.findIndex((word) => findVerbForms(word))
    const verb = findVerbForms(words[verbIndex] ?? '')
    if (!verb) continue
    const noun = toThing(words.filter((_, index) => index !== verbIndex).join(' '), true)
    return { verb, noun: /^(rec|resource)$/.test(noun) ? '' : noun, location }
  }
  return undefined
}

/** A text before it is split into words, among which a secret could not be recognized. */
function toMasked(read: RoleText | undefined): string {
  return maskHead([], read?.text ?? '')
}

/** “from high to low”; empty when the value after the change is not a short text. */
function toScalarChange(dataset: Dataset, entry: unknown): SummaryPart[] {
  const before = findRoleText(dataset, entry, 'valueBefore')
  const after = findRoleText(dataset, entry, 'valueAfter')
  if (!isShort(after)) return []
  const from = isShort(before) ? [ownWords('from'), value(before)] : []
  return [...from, ownWords('to'), value(after)]
}

function isShort(read: RoleText | undefined): read is RoleText {
  if (!read) return false
  const { text } = read
  return text !== 'null' && text.length <= 32 && !/^[[{]/.test(text)
}
