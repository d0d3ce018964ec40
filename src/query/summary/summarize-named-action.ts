/** The summary of a log whose action is a short name, `change_setting`, with its verb anywhere in it. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readOutcome, readRoleText } from '../../catalog/roles.ts'
import {
  inTense,
  type SummaryPart,
  said,
  term,
  toThing,
  toWords,
  toZoneParts,
  value,
} from './summary-parts.ts'
import { toActorPart } from './to-actor-part.ts'
import { findVerbForms, type VerbForms } from './verb-forms.ts'

/** “alice@acme.example changed setting min_tls_version from 1.0 to 1.2 in acme.example”. */
export function summarizeNamedAction(dataset: Dataset, entry: unknown): SummaryPart[] {
  const who = toActorPart(dataset, entry)
  const failed = readOutcome(dataset, entry) === 'failure'
  const name = readRoleText(dataset, entry, 'action')
  const zone = readRoleText(dataset, entry, 'zone')
  const where = toZoneParts(zone)
  const action = findAction(readRoleText(dataset, entry, 'description'), name)
  if (!action) {
    if (!name) return [who, said('did something that is not recorded'), ...where]
    return [who, said(failed ? 'failed at' : 'did'), value(`“${name}”`), ...where]
  }
  const did = said(inTense(action.verb, failed))
  if (action.verb.base === 'sign in') return [who, did]
  const target =
    readRoleText(dataset, entry, 'resourceName') ?? readRoleText(dataset, entry, 'resourceId')
  const what = target === undefined || target === zone ? [] : [value(target, 48)]
  const kind = action.noun || toWords(readRoleText(dataset, entry, 'resourceKind') ?? '')
  const thing = kind ? [term(kind)] : []
  return [who, did, ...thing, ...what, ...toScalarChange(dataset, entry), ...where]
}

/** The verb and the noun of `CreateBucket`, `gateway created` or else `change_setting`. */
function findAction(
  description: string | undefined,
  name: string | undefined,
): { verb: VerbForms; noun: string } | undefined {
  const spaced = (description ?? '').replace(/([a-z])([A-Z])/g, '$1 $2')
  const candidates = [spaced.length <= 60 ? spaced.split(/[\s_]+/) : [], (name ?? '').split('_')]
  for (const words of candidates) {
    const at = words.findIndex((word) => findVerbForms(word))
    const verb = findVerbForms(words[at] ?? '')
    if (!verb) continue
    const noun = toThing(words.filter((_, index) => index !== at).join(' '), true)
    return { verb, noun: /^(rec|resource)$/.test(noun) ? '' : noun }
  }
  return undefined
}

/** “from high to low”, where both values are short texts. */
function toScalarChange(dataset: Dataset, entry: unknown): SummaryPart[] {
  const before = readRoleText(dataset, entry, 'valueBefore')
  const after = readRoleText(dataset, entry, 'valueAfter')
  if (!isShort(after)) return []
  const from = isShort(before) ? [said('from'), value(before)] : []
  return [...from, said('to'), value(after)]
}

function isShort(text: string | undefined): text is string {
  return text !== undefined && text !== 'null' && text.length <= 32 && !/^[[{]/.test(text)
}
