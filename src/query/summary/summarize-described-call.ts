/** The summary of a log whose description is the name of an API operation, “Update DNS Record”. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readOutcome, readRoleText } from '../../catalog/roles.ts'
import { toVerb } from '../../catalog/verbs.ts'
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
import { findVerbForms } from './verb-forms.ts'

/** “alice@acme.example updated DNS record www in acme.example”. */
export function summarizeDescribedCall(dataset: Dataset, entry: unknown): SummaryPart[] {
  const who = toActorPart(dataset, entry)
  const failed = readOutcome(dataset, entry) === 'failure'
  const description = readRoleText(dataset, entry, 'description')
  if (description && isSignIn(dataset, description)) {
    const via = /^sso/i.test(description) ? [said('through single sign-on')] : []
    return [who, said(inTense({ base: 'sign in', past: 'signed in' }, failed)), ...via]
  }
  const target =
    readRoleText(dataset, entry, 'resourceName') ?? readRoleText(dataset, entry, 'resourceId')
  const zone = readRoleText(dataset, entry, 'zone')
  const where = zone && !target?.includes(zone) ? toZoneParts(zone) : []
  const what = target ? [value(target, 48)] : []
  const [word = '', ...rest] = (description ?? '').split(' ')
  const verb = findVerbForms(word)
  if (verb) {
    const thing = toThing(rest.join(' '), target !== undefined)
    return [who, said(`${inTense(verb, failed)}${thing && ` ${thing}`}`), ...what, ...where]
  }
  return [who, ...toUndescribedParts(dataset, entry, description, failed, what), ...where]
}

/** `LOGIN` and `SSO_LOGIN` are the whole description of a sign-in. */
function isSignIn({ verbs }: Dataset, description: string): boolean {
  return !/\s/.test(description) && toVerb(verbs, description) === 'sign-in'
}

/** What was done, where the description starts with no known verb or is absent. */
function toUndescribedParts(
  dataset: Dataset,
  entry: unknown,
  description: string | undefined,
  failed: boolean,
  what: readonly SummaryPart[],
): SummaryPart[] {
  const action = description ?? readRoleText(dataset, entry, 'action')
  if (!action) return [said('did something that is not recorded')]
  const kindName =
    readRoleText(dataset, entry, 'resourceKind') ?? readRoleText(dataset, entry, 'product') ?? ''
  const kind = kindName ? [term(toWords(kindName))] : []
  const verb = description ? undefined : findVerbForms(action)
  if (verb) {
    const thing = kind.length + what.length === 0 ? [said('something')] : kind
    return [said(inTense(verb, failed)), ...thing, ...what]
  }
  const on = kind.length + what.length > 0 ? [said('on'), ...kind, ...what] : []
  return [said(failed ? 'failed at' : 'did'), value(`“${action}”`), ...on]
}
