/** Reads the verb of an entry. It is derived: from the action's own word, and for sign-ins from the description. */
import type { Dataset } from './define-dataset.ts'
import { readRoleText } from './roles.ts'
import { toVerb, type Verb, type VerbWords } from './verbs.ts'

/**
 * The verb of an entry. `LOGIN` and `SSO_LOGIN` are the whole description of a sign-in, whose action may be `update`
 * (measured by GoCortexIO, 2026) or `login`; `other` for an entry without a known word.
 */
export function readVerb(
  dataset: Pick<Dataset, 'fields' | 'roles' | 'verbs'>,
  entry: unknown,
): Verb {
  const description = readRoleText(dataset, entry, 'description') ?? ''
  if (isSignInDescription(dataset.verbs, description)) return 'sign-in'
  return toVerb(dataset.verbs, readRoleText(dataset, entry, 'action') ?? '')
}

/** Whether a description makes its entry a sign-in, whatever the action is: it is one word that means a sign-in. */
export function isSignInDescription(verbs: VerbWords, description: string): boolean {
  const isOneWord = description !== '' && !/\s/.test(description)
  return isOneWord && toVerb(verbs, description) === 'sign-in'
}
